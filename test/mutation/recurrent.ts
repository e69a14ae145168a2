import { recurrentLayers } from '../../server/keras/layers/recurrent/index.ts';
import { truthOf } from './truth.ts';

truthOf(recurrentLayers);
