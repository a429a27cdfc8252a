/** A value outside React that parts of the screen may watch by `useSyncExternalStore`. */
export class Signal<T> {
  private value: T;
  private readonly listeners = new Set<() => void>();

  constructor(value: T) {
    this.value = value;
  }

  readonly get = (): T => this.value;

  readonly subscribe = (notify: () => void): (() => void) => {
    this.listeners.add(notify);
    return () => {
      this.listeners.delete(notify);
    };
  };

  set(value: T): void {
    this.value = value;
    for (const notify of this.listeners) notify();
  }
}
