import { Component, h, type ComponentType, type FunctionComponent, type VNode } from 'preact';

/** A component that is drawn again only when one of its values is another one: rows of long lists. */
export function memo<P extends object>(Inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before = this.props as Readonly<Record<string, unknown>>;
      const after = next as Readonly<Record<string, unknown>>;
      const names = Object.keys(after);
      return (
        names.length !== Object.keys(before).length || names.some((name) => before[name] !== after[name])
      );
    }
    override render(): VNode {
      return h(Inner as FunctionComponent, this.props as object);
    }
  };
}
