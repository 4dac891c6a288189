import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { diagrams, type Diagram } from '../../../needs/sessions/rules/session-record.ts';
import { newItemId, useApp, useMeeting, useRecord } from '../core/hooks.ts';
import { Compare } from '../venn/compare.tsx';
import { diagramOf, listed, startFrom } from '../venn/diagram.ts';
import { InstitutionCard, SizeChoice } from '../venn/institution-card.tsx';
import { Naming } from '../venn/naming.tsx';
import { Pairs, RelationSign } from '../venn/pairs.tsx';
import { Sheet } from '../venn/sheet.tsx';
import { Fold, Questions } from '../kit/fold.tsx';
import { Segments } from '../kit/segments.tsx';
import { UndoBar } from '../kit/undo-bar.tsx';
import { Button } from '../kit/button.tsx';

const parts = ['name', 'size', 'place', 'table', 'compare'] as const;
type Part = (typeof parts)[number];

/** Where each meeting was left, so that a look at another step does not lose the place. */
const left = new Map<string, { part: Part; diagram: Diagram }>();

/** Venn diagram: who works in the village, how much each matters and how they stand to each other (R-VEN-01 … 06). */
export default function Venn(): VNode {
  const { t } = useApp();
  const meeting = useMeeting();
  const { edit, id, info } = meeting;
  const record = useRecord('institutions', 'circles', 'links');
  const [diagram, setDiagram] = useState<Diagram>(
    left.get(id)?.diagram ??
      (info.sexMode === 'mixed' || record.circles.some((one) => one.diagram === 'common')
        ? 'common'
        : info.sexMode),
  );
  const view = useMemo(
    () => diagramOf(record, diagram),
    [record.institutions, record.circles, record.links, diagram],
  );
  const [part, setPart] = useState<Part>(
    left.get(id)?.part ??
      (record.institutions.length === 0 ? 'name' : view.drawn.length === 0 ? 'size' : 'place'),
  );
  const [opened, setOpened] = useState<string>();
  const [focus, setFocus] = useState(false);
  useEffect(() => void left.set(id, { part, diagram }), [id, part, diagram]);

  const all = listed(record);
  const open = all.find((one) => one.institution.id === opened);
  const show = (institutionId: string, bring: boolean) => {
    setOpened(institutionId);
    setFocus(bring);
  };
  const others = diagrams.filter(
    (one) => one !== diagram && record.circles.some((circle) => circle.diagram === one),
  );
  const card = open && (
    <InstitutionCard
      key={open.institution.id}
      institution={open.institution}
      number={open.number}
      view={view}
      focus={focus}
      onClose={() => setOpened(undefined)}
    />
  );

  return (
    <div class="vn">
      <Fold class="vn-questions" title={t('field.pie.questions')}>
        <Questions numbered of="field.venn.question" count={8} />
      </Fold>
      <UndoBar />
      <Segments
        label={t('field.venn.parts')}
        class="vn-parts"
        value={part}
        of={parts}
        words={(one) => t(`field.venn.part.${one}`)}
        onValue={setPart}
      />
      {(part === 'size' || part === 'place' || part === 'table') && (
        <Segments
          label={t('needs.field.drawnBy')}
          value={diagram}
          of={diagrams}
          words={(one) => (
            <span>
              {t(`field.venn.diagram.${one}`)}
              <small>
                {t('field.venn.circles', {
                  count: record.circles.filter((circle) => circle.diagram === one).length,
                })}
              </small>
            </span>
          )}
          onValue={setDiagram}
        />
      )}
      {part !== 'name' && part !== 'compare' && view.drawn.length === 0 && others.length > 0 && (
        <div class="vn-start">
          <p>{t('field.venn.start-lead')}</p>
          {others.map((from) => (
            <Button key={from} look="ghost" onClick={() => startFrom(edit, record, from, diagram, newItemId)}>
              {t(`field.venn.start.${from}`)}
            </Button>
          ))}
        </div>
      )}

      {part === 'name' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.name')}</h2>
          <p>{t('field.venn.lead.name')}</p>
          <Naming onOpen={(institutionId) => show(institutionId, true)} />
          {card}
          {all.length > 0 && (
            <Button after="arrow" onClick={() => setPart('size')}>
              {t('field.venn.to-size')}
            </Button>
          )}
        </section>
      )}

      {part === 'size' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.size')}</h2>
          <p>{t('field.venn.lead.size')}</p>
          {all.length === 0 && <p class="hint">{t('field.venn.empty')}</p>}
          <ul class="kit-list vn-size-list">
            {all.map(({ institution, number }) => (
              <li key={institution.id}>
                <span class="vn-size-name">
                  <b>{number}</b> {institution.name}
                </span>
                <SizeChoice hideLabel label={institution.name} institutionId={institution.id} view={view} />
              </li>
            ))}
          </ul>
          {view.drawn.length > 0 && (
            <Button after="arrow" onClick={() => setPart('place')}>
              {t('field.venn.to-place')}
            </Button>
          )}
        </section>
      )}

      {part === 'place' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part" class="hidden">
            {t('field.venn.head.place')}
          </h2>
          {view.drawn.length === 0 ? (
            <p class="hint">{t('field.venn.place-empty')}</p>
          ) : (
            <div class="vn-place">
              <Sheet
                view={view}
                selected={opened}
                onSelect={(institutionId) => show(institutionId, false)}
                onOpen={(institutionId) => show(institutionId, true)}
              />
              <div class="vn-beside">
                {card}
                <ul class="kit-list vn-meaning">
                  {(['separate', 'touching', 'partial', 'full'] as const).map((relation) => (
                    <li key={relation}>
                      <RelationSign relation={relation} />
                      {t(`field.venn.relation.${relation}`)}
                    </li>
                  ))}
                </ul>
                <ol class="kit-list vn-names">
                  {view.drawn.map((one) => (
                    <li key={one.circle.id}>
                      <button
                        type="button"
                        class="kit-entry"
                        aria-expanded={one.institution.id === opened}
                        onClick={() => show(one.institution.id, true)}
                      >
                        <b class="kit-number">{one.number}</b>
                        <span class="kit-name">
                          {one.institution.name}
                          {view.executive && one !== view.executive && (
                            <small>
                              {t(
                                `needs.institution.relation.${view.relation(one.circle.id, view.executive.circle.id)}`,
                              )}
                            </small>
                          )}
                          {one === view.executive && <small>{t('field.venn.executive')}</small>}
                        </span>
                      </button>
                    </li>
                  ))}
                </ol>
                <LeftOut
                  names={all
                    .filter((one) => !view.drawn.some((other) => other.institution.id === one.institution.id))
                    .map((one) => one.institution.name)}
                />
              </div>
            </div>
          )}
          {view.drawn.length > 0 && (
            <Button after="arrow" onClick={() => setPart('table')}>
              {t('field.venn.to-table')}
            </Button>
          )}
        </section>
      )}

      {part === 'table' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.table')}</h2>
          <p>{t('field.venn.lead.table')}</p>
          <Pairs view={view} />
          <Button look="ghost" after="arrow" onClick={() => setPart('compare')}>
            {t('field.venn.to-compare')}
          </Button>
        </section>
      )}

      {part === 'compare' && (
        <section aria-labelledby="vn-part">
          <h2 id="vn-part">{t('field.venn.head.compare')}</h2>
          <Compare
            record={record}
            onDraw={(missing) => {
              setDiagram(missing);
              setPart('size');
            }}
          />
        </section>
      )}
    </div>
  );
}

/** Who was named and has no circle here: the gap people should see (the eighth question). */
function LeftOut({ names }: { names: readonly string[] }): VNode | null {
  const { t, fmt } = useApp();
  if (names.length === 0) return null;
  return <p class="vn-left-out">{t('needs.venn.not-drawn', { names: fmt.list(names) })}</p>;
}
