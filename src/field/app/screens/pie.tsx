import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { Asked } from '../pie/asked.tsx';
import { Guess } from '../pie/guess.tsx';
import { Real } from '../pie/real.tsx';
import { UndoBar } from '../venn/undo-bar.tsx';
import { pieRest } from '../../rules/pie.ts';

const parts = ['guess', 'real', 'asked'] as const;
type Part = (typeof parts)[number];

/** Where each meeting was left. */
const left = new Map<string, Part>();

/** «Токоч»: what the group believes the budget goes to, then what it goes to (R-PIE-01 … 06). */
export default function Pie(): VNode {
  const { t, toast, confirm } = useApp();
  const meeting = useMeeting();
  const { slices } = useRecord();
  const [part, setPart] = useState<Part>(left.get(meeting.id) ?? 'guess');
  // Once the truth was told the guess stands: a guess changed afterwards is none.
  const [told, setTold] = useDraft('pie.told');
  const locked = told !== '';
  const whole = slices.length > 0 && pieRest(slices) === 0;
  const go = (next: Part) => {
    left.set(meeting.id, next);
    setPart(next);
  };
  const reveal = () => {
    if (!whole) {
      toast(t('field.pie.not-whole'));
      return;
    }
    setTold('yes');
    go('real');
  };
  const unlock = async () => {
    if (await confirm(t('field.pie.unlock-ask'), t('field.pie.unlock'))) setTold('');
  };

  return (
    <div class="pie-screen">
      <details class="vn-questions">
        <summary>{t('field.pie.questions')}</summary>
        <ol>
          {[1, 2, 3, 4, 5, 6, 7, 8].map((number) => (
            <li key={number}>{t(`field.pie.question.${number}`)}</li>
          ))}
        </ol>
        <h3>{t('field.pie.gender')}</h3>
        <ul>
          {[1, 2, 3, 4].map((number) => (
            <li key={number}>{t(`field.pie.gender.${number}`)}</li>
          ))}
        </ul>
      </details>
      <div class="vn-bar">
        <div class="vn-parts" role="group" aria-label={t('field.pie.parts')}>
          {parts.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={part === one}
              onClick={() => (one === 'real' && !locked ? reveal() : go(one))}
            >
              {t(`field.pie.part.${one}`)}
            </button>
          ))}
        </div>
        <UndoBar />
      </div>

      {part === 'guess' && (
        <section aria-labelledby="pie-part">
          <h2 id="pie-part">{t('field.pie.head.guess')}</h2>
          {locked ? (
            <p class="pie-note">
              <Icon name="lock" />
              <span>{t('field.pie.locked')}</span>
              <button type="button" class="btn ghost small" onClick={() => void unlock()}>
                {t('field.pie.unlock')}
              </button>
            </p>
          ) : (
            <p>{t('field.pie.lead.guess')}</p>
          )}
          <Guess locked={locked} />
          {slices.length > 0 && !locked && (
            <>
              <button type="button" class="btn" disabled={!whole} onClick={reveal}>
                {t('field.pie.reveal')}
                <Icon name="arrow" />
              </button>
              {!whole && <p class="hint">{t('field.pie.not-whole')}</p>}
            </>
          )}
        </section>
      )}

      {part === 'real' && (
        <section aria-labelledby="pie-part">
          <h2 id="pie-part">{t('field.pie.head.real')}</h2>
          <Real />
          <button type="button" class="btn" onClick={() => go('asked')}>
            {t('field.pie.to-asked')}
            <Icon name="arrow" />
          </button>
        </section>
      )}

      {part === 'asked' && (
        <section aria-labelledby="pie-part">
          <h2 id="pie-part">{t('field.pie.head.asked')}</h2>
          <p>{t('field.pie.lead.asked')}</p>
          <Asked />
        </section>
      )}
    </div>
  );
}
