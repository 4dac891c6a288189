import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useDraft, useMeeting } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';
import { Waiting } from './states.tsx';

/** The end of a meeting on this device: when it was, whether it is under way, and how to bring it about. */
export function useFinish(): {
  readonly finished: string;
  readonly busy: boolean;
  /** Asks, then finishes; what could not be kept is said and may be tried again. */
  readonly finish: (question: string, doLabel: string) => Promise<void>;
} {
  const { t, now, confirm, toast } = useApp();
  const meeting = useMeeting();
  const [finished, setFinished] = useDraft('run.finished');
  const [busy, setBusy] = useState(false);
  const finish = async (question: string, doLabel: string) => {
    if (!(await confirm(question, doLabel))) return;
    setBusy(true);
    try {
      await meeting.finish();
      setFinished(now().toISOString());
    } catch (error) {
      // The device could not keep it: nothing is lost, the screen says so and the button stays.
      toast(notKept(t, 'field.run.finish-failed', error));
    } finally {
      setBusy(false);
    }
  };
  return { finished, busy, finish };
}

/** What is said once the meeting was finished. */
export function Finished({ title }: { title: string }): VNode {
  const { t } = useApp();
  return (
    <div class="notice success" role="status">
      <Icon name="check" size={22} />
      <div>
        <p class="notice-title">{title}</p>
        <p>{t('field.run.finished-text')}</p>
        <Waiting />
      </div>
    </div>
  );
}

export type Fact = { readonly value: string; readonly label: string; readonly note?: string };

/** What was done, in numbers. */
export function DoneToday({ facts }: { facts: readonly Fact[] }): VNode {
  const { t } = useApp();
  return (
    <section aria-labelledby="run-done">
      <h2 id="run-done">{t('field.run.done-today')}</h2>
      <dl class="facts run-facts">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
            {fact.note && <dd class="note">{fact.note}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
