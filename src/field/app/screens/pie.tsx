import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { Asked } from '../pie/asked.tsx';
import { Guess } from '../pie/guess.tsx';
import { Real } from '../pie/real.tsx';
import { Fold, Questions } from '../kit/fold.tsx';
import { Note } from '../kit/note.tsx';
import { Segments } from '../kit/segments.tsx';
import { UndoBar } from '../kit/undo-bar.tsx';
import { pieRest } from '../../rules/pie.ts';
import { Button } from '../kit/button.tsx';

const parts = ['guess', 'real', 'asked'] as const;
type Part = (typeof parts)[number];

/** Where each meeting was left. */
const left = new Map<string, Part>();

/** «Токоч»: what the group believes the budget goes to, then what it goes to (R-PIE-01 … 06). */
export default function Pie(): VNode {
  const { t, confirm } = useApp();
  const meeting = useMeeting();
  const { slices } = useRecord('slices');
  const [part, setPart] = useState<Part>(left.get(meeting.id) ?? 'guess');
  // Once the truth was told the guess stands: a guess changed afterwards is none.
  const [told, setTold] = useDraft('pie.told');
  const locked = told !== '';
  const whole = slices.length > 0 && pieRest(slices) === 0;
  const [refused, refuse] = useState(false);
  const go = (next: Part) => {
    left.set(meeting.id, next);
    setPart(next);
  };
  const reveal = () => {
    if (!whole) {
      // Said where the shares are, as long as it is so.
      refuse(true);
      go('guess');
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
      <Fold class="vn-questions" title={t('field.pie.questions')}>
        <Questions numbered of="field.pie.question" count={8} />
        <h3>{t('field.pie.gender')}</h3>
        <Questions of="field.pie.gender" count={4} />
      </Fold>
      <UndoBar />
      <Segments
        label={t('field.pie.parts')}
        class="vn-parts"
        value={part}
        of={parts}
        words={(one) => t(`field.pie.part.${one}`)}
        onValue={(one) => (one === 'real' && !locked ? reveal() : go(one))}
      />
      {part === 'guess' && (
        <section aria-labelledby="pie-part">
          <h2 id="pie-part">{t('field.pie.head.guess')}</h2>
          {locked ? (
            <Note
              still
              tone="warn"
              icon="lock"
              act={{ words: t('field.pie.unlock'), work: () => void unlock() }}
            >
              {t('field.pie.locked')}
            </Note>
          ) : (
            <p>{t('field.pie.lead.guess')}</p>
          )}
          {refused && !whole && (
            <Note tone="warn" icon="alert">
              {t('field.pie.not-whole')}
            </Note>
          )}
          <Guess locked={locked} />
          {slices.length > 0 && !locked && (
            <>
              <Button after="arrow" disabled={!whole} onClick={reveal}>
                {t('field.pie.reveal')}
              </Button>
              {!whole && <p class="hint">{t('field.pie.not-whole')}</p>}
            </>
          )}
        </section>
      )}

      {part === 'real' && (
        <section aria-labelledby="pie-part">
          <h2 id="pie-part">{t('field.pie.head.real')}</h2>
          <Real />
          <Button after="arrow" onClick={() => go('asked')}>
            {t('field.pie.to-asked')}
          </Button>
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
