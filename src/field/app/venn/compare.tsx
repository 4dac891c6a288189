import type { VNode } from 'preact';
import { VennSheet } from '../../../drawings/venn-diagram.tsx';
import { compareDiagrams, differenceText, rowsOfRecord } from '../../../needs/sessions/rules/venn-compare.ts';
import type { Diagram } from '../../../needs/sessions/rules/session-record.ts';
import { useApp } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { diagramOf, sheetCircle, type DiagramView, type VennRecord } from './diagram.ts';

/** What a diagram shows, in words: number, name, size and the tie to the executive. */
export function DiagramTable({ view }: { view: DiagramView }): VNode {
  const { t } = useApp();
  const { executive } = view;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={t(`needs.venn.${view.diagram}`)}>
      <table>
        <caption class="hidden">{t(`needs.venn.${view.diagram}`)}</caption>
        <thead>
          <tr>
            <th scope="col">№</th>
            <th scope="col">{t('ui.field.name')}</th>
            <th scope="col">{t('needs.field.size')}</th>
            <th scope="col">{t('drawings.venn.relation')}</th>
          </tr>
        </thead>
        <tbody>
          {view.drawn.map((one) => (
            <tr key={one.circle.id}>
              <td>{one.number}</td>
              <th scope="row">{one.institution.name}</th>
              <td>{t(`needs.institution.size.${one.circle.size}`)}</td>
              <td>
                {one === executive || !executive
                  ? '–'
                  : t(`needs.institution.relation.${view.relation(one.circle.id, executive.circle.id)}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The women's and the men's diagram side by side, and their differences as sentences. */
export function Compare({
  record,
  onDraw,
}: {
  record: VennRecord;
  /** Goes to a diagram that is missing. */
  onDraw: (diagram: Diagram) => void;
}): VNode {
  const { t } = useApp();
  const sides = [diagramOf(record, 'women'), diagramOf(record, 'men')];
  const missing = sides.filter((side) => side.drawn.length === 0);
  const differences = compareDiagrams(rowsOfRecord(record, 'women'), rowsOfRecord(record, 'men'));
  return (
    <div class="vn-compare">
      {missing.length > 0 ? (
        <>
          <p class="hint">{t('field.venn.compare-missing')}</p>
          <div class="actions">
            {missing.map(({ diagram }) => (
              <Button key={diagram} look="ghost" after="arrow" onClick={() => onDraw(diagram)}>
                {t(`needs.venn.${diagram}`)}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <section aria-labelledby="vn-differences">
          <h3 id="vn-differences">{t('needs.venn.differences')}</h3>
          {differences.length === 0 ? (
            <p>{t('needs.venn.no-differences')}</p>
          ) : (
            <ul>
              {differences.map((one, index) => (
                <li key={index}>{differenceText(t, one)}</li>
              ))}
            </ul>
          )}
          {differences.length > 0 && <p class="hint">{t('field.venn.compare-ask')}</p>}
        </section>
      )}
      <div class="drawing-sides">
        {sides
          .filter((side) => side.drawn.length > 0)
          .map((side) => (
            <figure key={side.diagram}>
              <figcaption id={`vn-side-${side.diagram}`}>{t(`needs.venn.${side.diagram}`)}</figcaption>
              <VennSheet labelledBy={`vn-side-${side.diagram}`} circles={side.drawn.map(sheetCircle)} />
              <DiagramTable view={side} />
            </figure>
          ))}
      </div>
    </div>
  );
}
