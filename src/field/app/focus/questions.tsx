import type { VNode } from 'preact';
import type { FocusColumn } from '../../../needs/rules/focus-record.ts';
import { Icon } from '../../../platform/ui/icon.tsx';
import { useApp } from '../core/hooks.ts';

const questions: Readonly<Record<FocusColumn, number>> = {
  cause: 4,
  consequence: 4,
  solution: 4,
  contribution: 4,
};

/** What a facilitator may ask, in own words, and an example that is nobody's village. */
export function Questions({ column }: { column: FocusColumn }): VNode {
  const { t } = useApp();
  const list = Array.from({ length: questions[column] }, (_, index) => index + 1);
  return (
    <details class="fo-ask">
      <summary>
        <Icon name="question" size={18} />
        {t('field.focus.ask')}
      </summary>
      <ul>
        {list.map((number) => (
          <li key={number}>{t(`field.focus.ask.${column}.${number}`)}</li>
        ))}
      </ul>
      {column === 'cause' && (
        <>
          <p class="fo-small-head">{t('field.focus.whys')}</p>
          <ol class="fo-whys">
            {[1, 2, 3, 4, 5].map((number) => (
              <li key={number}>{t(`field.focus.why.${number}`)}</li>
            ))}
          </ol>
        </>
      )}
      <p class="hint">
        <b>{t('field.focus.example')}</b> {t(`field.focus.example.${column}`)}
      </p>
    </details>
  );
}
