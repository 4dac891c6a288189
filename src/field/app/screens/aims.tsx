import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon, type IconName } from '../../../platform/ui/icon.tsx';
import { useApp } from '../core/hooks.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Overlay } from '../kit/overlay.tsx';

/** What is told at the beginning, in its order; the texts are messages `field.run.aim.<name>`. */
const aims: readonly { readonly name: string; readonly icon: IconName }[] = [
  { name: 'together', icon: 'people' },
  { name: 'most-important', icon: 'search' },
  { name: 'budget', icon: 'budget' },
  { name: 'nobody-judged', icon: 'check' },
  { name: 'everybody-speaks', icon: 'youth' },
  { name: 'what-we-do', icon: 'map' },
  { name: 'what-happens', icon: 'cycle' },
];

/** The way of a sticker, shown as a chain: five stickers → first five → plan → budget → report. */
const way = ['stickers', 'top', 'plan', 'budget', 'report'] as const;

const tips = ['opinion', 'equal', 'quiet', 'write', 'wording', 'future', 'promise'] as const;

function Way(): VNode {
  const { t } = useApp();
  return (
    <ol class="kit-list run-way">
      {way.map((one) => (
        <li key={one}>{t(`field.run.way.${one}`)}</li>
      ))}
    </ol>
  );
}

/** The aims of the meeting in plain words, as cards that can be shown to the room, and reminders for who leads. */
export default function Aims(): VNode {
  const { t } = useApp();
  const [shown, show] = useState<number>();
  return (
    <>
      <p class="lead">{t('field.run.aims-lead')}</p>
      <ol class="kit-list run-aims">
        {aims.map(({ name, icon }, index) => (
          <li key={name} class="kit-box">
            <button type="button" class="run-aim" onClick={() => show(index)}>
              <Icon name={icon} size={32} />
              <span>
                <b>{t(`field.run.aim.${name}`)}</b>
                <span>{t(`field.run.aim.${name}-text`)}</span>
              </span>
            </button>
            {name === 'what-happens' && <Way />}
          </li>
        ))}
      </ol>
      <section class="card" aria-labelledby="run-tips">
        <h2 id="run-tips">{t('field.run.tips')}</h2>
        <ul class="run-tips">
          {tips.map((tip) => (
            <li key={tip}>{t(`field.run.tip.${tip}`)}</li>
          ))}
        </ul>
      </section>
      {shown !== undefined && <Shown index={shown} onIndex={show} />}
    </>
  );
}

/** One card over the whole screen, to be held up or thrown on the wall. */
function Shown({ index, onIndex }: { index: number; onIndex: (index: number | undefined) => void }): VNode {
  const { t, fmt } = useApp();
  const one = aims[index]!;
  const go = (by: number) => {
    const next = index + by;
    if (next >= 0 && next < aims.length) onIndex(next);
  };
  return (
    <Overlay class="run-shown" labelledBy="run-shown-title" onClose={() => onIndex(undefined)} onArrow={go}>
      <div class="run-shown-body">
        <Icon name={one.icon} size={72} />
        <h2 id="run-shown-title">{t(`field.run.aim.${one.name}`)}</h2>
        <p>{t(`field.run.aim.${one.name}-text`)}</p>
        {one.name === 'what-happens' && <Way />}
      </div>
      <div class="run-shown-foot">
        <IconButton icon="back" label={t('ui.previous')} disabled={index === 0} onClick={() => go(-1)} />
        <span aria-hidden="true">
          {fmt.number(index + 1)}/{fmt.number(aims.length)}
        </span>
        <IconButton
          icon="arrow"
          label={t('field.run.next')}
          disabled={index === aims.length - 1}
          onClick={() => go(1)}
        />
        <Button onClick={() => onIndex(undefined)}>{t('ui.close')}</Button>
      </div>
    </Overlay>
  );
}
