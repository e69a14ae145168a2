import { commands, Disposable, type Event, EventEmitter, l10n, window, workspace } from 'vscode';
import { writeSetting } from './write-setting.ts';

export const isOn = (): boolean => workspace.getConfiguration('layerlens').get('enable', true);

/**
 * `layerlens.enable`, and the commands that turn it on and off. The server looks at it by itself; this is for what the
 * client shows.
 */
export class MasterSwitch implements Disposable {
  readonly #changed = new EventEmitter<boolean>();
  readonly #disposables: Disposable;
  /** Tells the new state. */
  readonly onDidChange: Event<boolean> = this.#changed.event;

  constructor() {
    this.#disposables = Disposable.from(
      this.#changed,
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('layerlens.enable')) this.#changed.fire(isOn());
      }),
      commands.registerCommand('layerlens.turnOff', () => writeSetting('enable', false)),
      commands.registerCommand('layerlens.turnOn', () => writeSetting('enable', true)),
    );
  }

  get isOn(): boolean {
    return isOn();
  }

  /** Does it now, or as soon as Layer Lens is turned on; once. */
  whenOn(action: () => void): Disposable {
    if (this.isOn) {
      action();
      return new Disposable(() => {});
    }
    const waiting = this.onDidChange((on) => {
      if (!on) return;
      waiting.dispose();
      action();
    });
    return waiting;
  }

  /** A command that needs the server's answers. Turned off, it offers to turn Layer Lens on first. */
  command<Args extends readonly unknown[]>(name: string, run: (...args: Args) => unknown): Disposable {
    return commands.registerCommand(name, async (...args: Args) => {
      if (!this.isOn && !(await this.#turnedOn())) return undefined;
      return run(...args);
    });
  }

  async #turnedOn(): Promise<boolean> {
    const turnOn = l10n.t('Turn On');
    if ((await window.showInformationMessage(l10n.t('Layer Lens is turned off.'), turnOn)) !== turnOn) return false;
    await writeSetting('enable', true);
    return this.isOn;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
