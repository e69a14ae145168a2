/** 简体中文. The English of the features and its translation; `{0}` stands for any text, `{#0}` for a count; they stay as they are. The first that fits is taken. */
export const CHINESE: Readonly<Record<string, string>> = {
  // Hints
  '{#0} params': '{#0} 个参数',
  '{#0} param': '{#0} 个参数',
  '{#0} params in total': '共 {#0} 个参数',
  '{#0} param in total': '共 {#0} 个参数',
  '{#0} in total': '共 {#0}',
  // The line over a model
  'Layer Lens: {0} models · last {#1} parameters · show summary': 'Layer Lens：{0} 个模型 · 最后一个有 {#1} 个参数 · 显示摘要',
  'Layer Lens: {0} models · show summary': 'Layer Lens：{0} 个模型 · 显示摘要',
  'Layer Lens: {0} · {#1} parameters · show summary': 'Layer Lens：{0} · {#1} 个参数 · 显示摘要',
  'Layer Lens: {0} · {#1} parameter · show summary': 'Layer Lens：{0} · {#1} 个参数 · 显示摘要',
  'Layer Lens: {0} · show summary': 'Layer Lens：{0} · 显示摘要',
  // Outline
  '{0} · {#1} parameters': '{0} · {#1} 个参数',
  '{0} · {#1} parameter': '{0} · {#1} 个参数',
};
