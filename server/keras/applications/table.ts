/** Which application is where. */
import { CONVNEXT } from './architectures/convnext.ts';
import { DENSENET } from './architectures/densenet.ts';
import { EFFICIENTNET_V2 } from './architectures/efficientnet-v2.ts';
import { EFFICIENTNET } from './architectures/efficientnet.ts';
import { INCEPTION_RESNET_V2, INCEPTION_V3 } from './architectures/inception.ts';
import { MOBILENET_V3 } from './architectures/mobilenet-v3.ts';
import { MOBILENET, MOBILENET_V2 } from './architectures/mobilenet.ts';
import { NASNET } from './architectures/nasnet.ts';
import { RESNET, RESNET50, RESNET_V2 } from './architectures/resnet.ts';
import { VGG } from './architectures/vgg.ts';
import { XCEPTION } from './architectures/xception.ts';

export interface ApplicationFamily {
  /** Submodules of keras.applications that have these applications. */
  readonly modules: readonly string[];
  readonly applications: readonly string[];
  /** Their Python, which follows COMMON. */
  readonly description: string;
  /** What the modules' preprocess_input does to pixels of 0 to 255; 'nothing' where the model scales them itself. */
  readonly pixels: PixelScale;
}

/** 'tf': to −1…1. 'caffe': RGB to BGR, mean subtracted. 'torch': to 0…1, then normalized per channel. */
export type PixelScale = 'tf' | 'caffe' | 'torch' | 'nothing';

const family = (modules: string, applications: string, pixels: PixelScale, description: string): ApplicationFamily => ({
  modules: modules.split(' '),
  applications: applications.split(' '),
  pixels,
  description,
});

export const FAMILIES: readonly ApplicationFamily[] = [
  family('vgg16', 'VGG16', 'caffe', VGG),
  family('vgg19', 'VGG19', 'caffe', VGG),
  family('resnet50', 'ResNet50', 'caffe', RESNET50),
  family('resnet', 'ResNet50 ResNet101 ResNet152', 'caffe', RESNET),
  family('resnet_v2', 'ResNet50V2 ResNet101V2 ResNet152V2', 'tf', RESNET_V2),
  family('mobilenet', 'MobileNet', 'tf', MOBILENET),
  family('mobilenet_v2', 'MobileNetV2', 'tf', MOBILENET_V2),
  family('mobilenet_v3', 'MobileNetV3Small MobileNetV3Large', 'nothing', MOBILENET_V3),
  family('inception_v3', 'InceptionV3', 'tf', INCEPTION_V3),
  family('inception_resnet_v2', 'InceptionResNetV2', 'tf', INCEPTION_RESNET_V2),
  family('xception', 'Xception', 'tf', XCEPTION),
  family('densenet', 'DenseNet121 DenseNet169 DenseNet201', 'torch', DENSENET),
  family(
    'efficientnet',
    'EfficientNetB0 EfficientNetB1 EfficientNetB2 EfficientNetB3 EfficientNetB4 EfficientNetB5 EfficientNetB6 EfficientNetB7',
    'nothing',
    EFFICIENTNET,
  ),
  family(
    'efficientnet_v2',
    'EfficientNetV2B0 EfficientNetV2B1 EfficientNetV2B2 EfficientNetV2B3 EfficientNetV2S EfficientNetV2M EfficientNetV2L',
    'nothing',
    EFFICIENTNET_V2,
  ),
  family('convnext', 'ConvNeXtTiny ConvNeXtSmall ConvNeXtBase ConvNeXtLarge ConvNeXtXLarge', 'nothing', CONVNEXT),
  family('nasnet', 'NASNetMobile NASNetLarge', 'tf', NASNET),
];
