/**
 * Loaded before a sealed test: no connection can be opened. (Node 24's permission model has no word for the network.)
 */
import { Socket as DatagramSocket } from 'node:dgram';
import { Socket } from 'node:net';

const refuse = () => {
  throw new Error('No network: this process is sealed.');
};
Socket.prototype.connect = refuse;
DatagramSocket.prototype.connect = refuse;
DatagramSocket.prototype.send = refuse;
