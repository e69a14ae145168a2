import { convolutionLayers } from '../../server/keras/layers/convolution/index.ts';
import { truthOf } from './truth.ts';

truthOf(convolutionLayers);
