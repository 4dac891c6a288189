import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Facts, Notice, type Fact } from '../../../platform/ui/surfaces.tsx';
import { useApp, useDraft, useMeeting } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';
import { Button } from '../kit/button.tsx';
import { Waiting } from './states.tsx';

export type Check = {
  readonly key: string;
  readonly words: string;
  /** The step in which it is mended. */
  readonly step: string;
  /** `look`: probably forgotten; `know`: true of many good meetings. */
  readonly weight: 'look' | 'know';
};

/**
 * The end of a meeting on this device: what was done, thanks, what may be missing, and its finish, which may be done
 * again. `of` is whose words it speaks: «The session is finished» is `field.run.finished`.
 */
export function MeetingEnd(props: {
  of: 'run' | 'focus';
  facts: readonly Fact[];
  /** Between what was done and the thanks. */
  children: ComponentChildren;
  thanks: readonly string[];
  checks: readonly Check[];
  /** Asks before it is finished. */
  question: string;
}): VNode {
  const { of, facts, thanks, checks } = props;
  const { t, fmt, now, confirm, toast } = useApp();
  const meeting = useMeeting();
  const [finished, setFinished] = useDraft('run.finished');
  const [busy, setBusy] = useState(false);
  const finish = async () => {
    if (!(await confirm(props.question, t(`field.${of}.finish`)))) return;
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
  return (
    <>
      {finished !== '' && (
        <Notice tone="success" live title={t(`field.${of}.finished`, { time: fmt.dateTime(finished) })}>
          <p>{t('field.run.finished-text')}</p>
          <Waiting />
        </Notice>
      )}
      <section class="run-facts" aria-labelledby="run-done">
        <h2 id="run-done">{t('field.run.done-today')}</h2>
        <Facts items={facts} />
      </section>
      {props.children}
      <section class="card run-thanks" aria-labelledby="run-thanks">
        <h2 id="run-thanks">{t('field.run.thanks-title')}</h2>
        {thanks.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
      {checks.length > 0 && (
        <section aria-labelledby="run-checks">
          <h2 id="run-checks">{t('field.run.checks')}</h2>
          <p class="hint">{t('field.run.checks-hint')}</p>
          <ul class="kit-list run-checks">
            {checks.map((check) => (
              <li key={check.key} class={check.weight}>
                <a href={`#/m/${meeting.id}/${check.step}`}>
                  <Icon name={check.weight === 'look' ? 'alert' : 'info'} />
                  <span>{check.words}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {meeting.role === 'host' && (
        <p class="run-finish">
          <Button icon="check" disabled={busy} onClick={() => void finish()}>
            {t(finished === '' ? `field.${of}.finish` : 'field.run.finish-again')}
          </Button>
          {finished !== '' && <span class="hint">{t('field.run.finish-again-hint')}</span>}
        </p>
      )}
    </>
  );
}
