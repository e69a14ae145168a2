import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../protocol/server.ts';
import { readParserBytes } from './wasm.ts';

startServer(createConnection(ProposedFeatures.all), readParserBytes());
