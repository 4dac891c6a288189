import { Component, type ComponentChildren, type FunctionComponent, type VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context.ts';
import { Button } from '../kit/button.tsx';

type Loaded<P> = { readonly default: FunctionComponent<P> };

/** A part that is loaded when it is first shown, or when somebody may soon want it. */
export type LazyPart<P extends object> = FunctionComponent<P> & { readonly prepare: () => void };

/** A part of the app that is loaded when it is first shown; from the device itself once the app is on it. */
export function lazy<P extends object>(load: () => Promise<Loaded<P>>): LazyPart<P> {
  let known: FunctionComponent<P> | undefined;
  /** What is here already is drawn at once, without a word about loading before it. */
  const prepare = () =>
    void load().then(
      (module) => void (known = module.default),
      () => undefined,
    );
  return Object.assign(Lazy, { prepare });
  function Lazy(props: P): VNode | null {
    const { t } = useApp();
    const [state, setState] = useState<'loading' | 'failed' | 'ready'>(known ? 'ready' : 'loading');
    const [times, setTimes] = useState(0);
    useEffect(() => {
      if (known) return undefined;
      let here = true;
      load().then(
        (module) => {
          known = module.default;
          if (here) setState('ready');
        },
        () => here && setState('failed'),
      );
      return () => {
        here = false;
      };
    }, [times]);
    if (known) {
      const Part = known;
      return <Part {...props} />;
    }
    if (state === 'failed') {
      return (
        <div class="fa-page">
          <p role="alert">{t('field.core.not-loaded')}</p>
          <Button
            onClick={() => {
              setState('loading');
              setTimes(times + 1);
            }}
          >
            {t('field.core.try-again')}
          </Button>
        </div>
      );
    }
    return <p class="fa-loading">{t('field.core.loading')}</p>;
  }
}

/** Keeps a fault of one screen from taking the whole app: what was typed lies on the device. */
export class Fence extends Component<{
  place: string;
  children: ComponentChildren;
  message: (again: () => void) => VNode;
}> {
  override state: { failed: boolean } = { failed: false };
  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failed: true });
  }
  override componentDidUpdate(before: Readonly<{ place: string }>): void {
    if (before.place !== this.props.place && this.state.failed) this.setState({ failed: false });
  }
  override render(): ComponentChildren {
    return this.state.failed
      ? this.props.message(() => this.setState({ failed: false }))
      : this.props.children;
  }
}
