import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { Facts, Notice, type Fact } from '../../../platform/ui/surfaces.tsx';
import { running, stopClock } from '../../rules/programme.ts';
import { standing } from '../../rules/stickers.ts';
import { useApp, useMeeting, viewOf } from '../core/hooks.ts';
import { notKept } from '../core/store-words.ts';
import { useWatched } from '../core/watched.ts';
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

/** Where the words of the end of each kind stand. */
const wordsOf = { session: 'run', focusGroup: 'focus', public: 'open' } as const;
const closingOf = { run: 'closing', focus: 'focus-closing', open: 'public-closing' } as const;

/** Told when a meeting was finished on this device: several places of one screen say so. */
const told = new Set<() => void>();
const whenFinished = (look: () => void) => {
  told.add(look);
  return () => void told.delete(look);
};

/**
 * Whether and when the meeting was finished on this device, and how it is: asked first, clocks end, everything is put
 * into the outbox, and the closing step says so. May be done again after further changes.
 */
export function useFinish() {
  const { t, now, confirm, toast, navigate } = useApp();
  const meeting = useMeeting();
  const { info, doc, edit } = meeting;
  const [busy, setBusy] = useState(false);
  useWatched(whenFinished);
  const of = wordsOf[info.meeting];
  const finished = meeting.drafts.get('run.finished');
  const finish = async () => {
    const view = viewOf(doc);
    const question = {
      session: () =>
        t('field.run.finish-ask', { village: info.village, stickers: standing(view.stickers).length }),
      focusGroup: () =>
        t('field.focus.finish-ask', { village: info.village, count: view.focus.entries.length }),
      public: () => t('field.open.finish-ask', { title: info.title ?? '', count: view.open.speeches.length }),
    }[info.meeting]();
    if (!(await confirm(question, t(`field.${of}.finish`)))) return;
    setBusy(true);
    try {
      edit.together(() => {
        for (const step of running(Object.keys(view.clocks), view.clocks))
          edit.setClock(step, stopClock(now()));
      });
      await meeting.finish();
      meeting.drafts.set('run.finished', now().toISOString());
      for (const look of [...told]) look();
      navigate(`/m/${meeting.id}/${closingOf[of]}`);
    } catch (error) {
      // The device could not keep it: nothing is lost, the screen says so and the button stays.
      toast(notKept(t, 'field.run.finish-failed', error));
    } finally {
      setBusy(false);
    }
  };
  return { of, finished, busy, finish };
}

/** The way on from the last step: the end of the meeting; once it has ended, to what is still to be sent. */
export function FinishButton({ ghost }: { ghost?: boolean }): VNode | null {
  const { t } = useApp();
  const { role } = useMeeting();
  const { of, finished, busy, finish } = useFinish();
  if (role !== 'host') return null;
  return finished === '' ? (
    <Button
      {...(ghost ? { look: 'ghost' as const } : {})}
      icon="check"
      disabled={busy}
      onClick={() => void finish()}
    >
      <span class="run-foot-name">{t(`field.${of}.finish`)}</span>
    </Button>
  ) : (
    <Button look="ghost" icon="upload" href="#/outbox">
      <span class="run-foot-name">{t('field.core.nav.outbox')}</span>
    </Button>
  );
}

/**
 * The end of a meeting on this device: what was done, thanks, what may be missing, and its finish, which may be done
 * again. It speaks the words of its kind: «The session is finished» is `field.run.finished`.
 */
export function MeetingEnd(props: {
  facts: readonly Fact[];
  /** Between what was done and the thanks. */
  children: ComponentChildren;
  thanks: readonly string[];
  checks: readonly Check[];
}): VNode {
  const { facts, thanks, checks } = props;
  const { t, fmt } = useApp();
  const meeting = useMeeting();
  const { of, finished, busy, finish } = useFinish();
  const notice = useRef<HTMLDivElement>(null);
  const before = useRef(finished);
  useEffect(() => {
    // Whoever pressed at the foot of a long screen sees that it is done.
    if (finished !== before.current) notice.current?.scrollIntoView({ block: 'center' });
    before.current = finished;
  }, [finished]);
  return (
    <>
      {finished !== '' && (
        <div ref={notice}>
          <Notice tone="success" live title={t(`field.${of}.finished`, { time: fmt.dateTime(finished) })}>
            <p>{t('field.run.finished-text')}</p>
            <Waiting />
          </Notice>
        </div>
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
      {/* The first finish stands at the foot of the screen. */}
      {meeting.role === 'host' && finished !== '' && (
        <p class="run-finish">
          <Button look="ghost" icon="check" disabled={busy} onClick={() => void finish()}>
            {t('field.run.finish-again')}
          </Button>
          <span class="hint">{t('field.run.finish-again-hint')}</span>
        </p>
      )}
    </>
  );
}
