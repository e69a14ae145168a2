/** 简体中文. The English of the features and its translation; `{0}` stands for any text, `{#0}` for a count; they stay as they are. The first that fits is taken. */
export const CHINESE: Readonly<Record<string, string>> = {
  // Hints
  '{#0} params': '{#0} 个参数',
  '{#0} param': '{#0} 个参数',
  '{#0} params in total': '共 {#0} 个参数',
  '{#0} param in total': '共 {#0} 个参数',
  // The line over a model
  'Layer Lens: {0} models · last {#1} parameters · show summary': 'Layer Lens：{0} 个模型 · 最后一个有 {#1} 个参数 · 显示摘要',
  'Layer Lens: {0} models · show summary': 'Layer Lens：{0} 个模型 · 显示摘要',
  'Layer Lens: {0} · {#1} parameters · show summary': 'Layer Lens：{0} · {#1} 个参数 · 显示摘要',
  'Layer Lens: {0} · {#1} parameter · show summary': 'Layer Lens：{0} · {#1} 个参数 · 显示摘要',
  'Layer Lens: {0} · show summary': 'Layer Lens：{0} · 显示摘要',
  // Outline
  '{0} · {#1} parameters': '{0} · {#1} 个参数',
  '{0} · {#1} parameter': '{0} · {#1} 个参数',
  // Quick fixes
  'Change {0} of {1} to {2}': '将 {1} 的 {0} 改为 {2}',
  'Change the shape of Input to {0}': '将 Input 的形状改为 {0}',
  'Change {0} to {1}': '将 {0} 改为 {1}',
  'Change to {0}': '改为 {0}',
  'Remove {0} from {1}': '从 {1} 中移除 {0}',
  'Remove {0}': '移除 {0}',
  'Insert {0} before {1}': '在 {1} 之前插入 {0}',
  'Add the comma: {0}': '添加逗号：{0}',
  'Use {0} instead of Flatten': '用 {0} 代替 Flatten',
  'Add {0} to the inputs: {1}': '将 {0} 加入输入：{1}',
  'Call it on {0}': '以 {0} 为输入调用',
  'Add an axis of size 1: {0}': '添加大小为 1 的轴：{0}',
};
