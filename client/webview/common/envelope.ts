/** What a page and the extension send each other, around the messages of each view. */

/** From the page: it listens now, or a message of its view. */
export type Envelope<FromView> = { readonly kind: 'ready' } | { readonly kind: 'message'; readonly message: FromView };

/** What a page keeps for when it is hidden, or VS Code is started anew. */
export interface StoredState<State = unknown> {
  /** What the panel is about; the extension restores the panel by it. */
  readonly key: string;
  readonly state: State | undefined;
}
