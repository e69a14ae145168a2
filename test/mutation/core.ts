import { coreLayers } from '../../server/keras/layers/core/index.ts';
import { truthOf } from './truth.ts';

truthOf(coreLayers);
