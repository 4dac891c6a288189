import type { VNode } from 'preact';
import type { FocusColumn } from '../../../needs/focus/rules/focus-record.ts';
import { useApp } from '../core/hooks.ts';
import { Fold, Questions } from '../kit/fold.tsx';

/** What a facilitator may ask, in own words, and an example that is nobody's village. */
export function ColumnQuestions({ column }: { column: FocusColumn }): VNode {
  const { t } = useApp();
  return (
    <Fold title={t('field.focus.ask')}>
      <Questions of={`field.focus.ask.${column}`} count={4} />
      {column === 'cause' && (
        <>
          <p class="kit-label">{t('field.focus.whys')}</p>
          <Questions numbered of="field.focus.why" count={5} />
        </>
      )}
      <p class="hint">
        <b>{t('field.focus.example')}</b> {t(`field.focus.example.${column}`)}
      </p>
    </Fold>
  );
}
