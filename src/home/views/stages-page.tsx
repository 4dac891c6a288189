import { stagesLeft, type CycleNumbers } from '../../cycle/rules/stages.ts';
import { stages } from '../../drawings/words.ts';
import { Form } from '../../platform/forms/form.tsx';
import { useI18n } from '../../platform/i18n/context.ts';
import { DataTable } from '../../platform/ui/data-table.tsx';
import { DateField, HiddenField, SelectField, TextField } from '../../platform/ui/fields.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, Facts, Notice } from '../../platform/ui/surfaces.tsx';
import { freezeCycle } from '../commands/freeze-cycle.ts';
import { markStage } from '../commands/mark-stage.ts';
import { reopenCycle } from '../commands/reopen-cycle.ts';
import type { CycleTrack } from '../data/stages.ts';
import { useCrumbs } from './cycle-page.tsx';
import { StageTag, useStageNote, useStagePath } from './stages.tsx';

/** All eight stages of a cycle: where each stands, what is said of it, and the end of the cycle. */
export function StagesPage({
  cycle,
  lines,
  numbers,
  may,
}: CycleTrack & {
  /** What is counted now, or was when the cycle was frozen. */
  readonly numbers: CycleNumbers;
  readonly may: { readonly organise: boolean; readonly freeze: boolean };
}) {
  const { t, fmt, href } = useI18n();
  const base = useRoom();
  const pathOf = useStagePath(cycle);
  const noteOf = useStageNote();
  const frozen = cycle.finishedAt !== null;
  const year = `?year=${cycle.year}`;
  return (
    <StaffPage title={t('cycle.stages.title')} lead={t('cycle.stages.lead')} crumbs={useCrumbs(cycle.year)}>
      {frozen && (
        <Notice
          tone="info"
          title={t('cycle.stages.frozen', {
            day: fmt.dateTime(cycle.finishedAt!),
            name: cycle.finishedBy ?? '',
          })}
        >
          {cycle.finishedReason ?? t('cycle.stages.frozen-text')}
        </Notice>
      )}
      <DataTable
        caption={t('cycle.stages.title')}
        hideCaption
        rows={lines}
        rowKey={(one) => one.stage}
        columns={[
          {
            key: 'stage',
            label: t('cycle.field.stage'),
            head: true,
            cell: (one) => {
              const path = pathOf(one);
              const name = t(`drawings.stage.${one.stage}`);
              return path ? <a href={href(path)}>{name}</a> : name;
            },
          },
          { key: 'state', label: t('ui.field.state'), cell: (one) => <StageTag state={one.state} /> },
          { key: 'note', label: t('cycle.stages.known'), cell: (one) => noteOf(one) },
          {
            key: 'begins',
            label: t('cycle.stages.planned'),
            cell: (one) => (one.startsOn === null ? '' : fmt.dateShort(one.startsOn)),
          },
        ]}
      />
      {may.organise && !frozen && (
        <Card title={t('cycle.stages.say')}>
          <p class="hint">{t('cycle.stages.say-hint')}</p>
          <Form of={markStage} id="mark" action={`${base}/cycle/stages${year}`} submit={t('ui.save')}>
            {(f) => (
              <>
                <SelectField
                  {...f('stage')}
                  label={t('cycle.field.stage')}
                  options={stages.map((one) => ({ value: one, label: t(`drawings.stage.${one}`) }))}
                />
                <SelectField {...f('mark')} empty={t('cycle.stages.mark.none')} />
                <DateField {...f('on')} hint={t('cycle.stages.on-hint')} />
                <TextField {...f('reason')} hint={t('cycle.stages.reason-hint')} />
              </>
            )}
          </Form>
        </Card>
      )}
      <Card title={t(frozen ? 'cycle.stages.numbers-then' : 'cycle.stages.numbers')}>
        <Numbers numbers={numbers} />
        {may.freeze && <Ending cycle={cycle} lines={lines} />}
      </Card>
    </StaffPage>
  );
}

function Numbers({ numbers }: { numbers: CycleNumbers }) {
  const { t, fmt } = useI18n();
  const { need, covered, ...counts } = numbers;
  return (
    <Facts
      items={[
        ...(Object.keys(counts) as (keyof typeof counts)[]).map((key) => ({
          value: fmt.number(counts[key]),
          label: t(`cycle.stages.number.${key}`),
        })),
        { value: fmt.moneyShort(BigInt(need)), label: t('cycle.stages.number.need') },
        { value: fmt.moneyShort(BigInt(covered)), label: t('cycle.stages.number.covered') },
      ]}
    />
  );
}

/** Freezing the cycle, or taking that back. */
function Ending({ cycle, lines }: CycleTrack) {
  const { t, fmt } = useI18n();
  const base = useRoom();
  const year = `?year=${cycle.year}`;
  if (cycle.finishedAt !== null)
    return (
      <Form
        of={reopenCycle}
        id="reopen"
        action={`${base}/cycle/reopen${year}`}
        submit={t('cycle.stages.reopen')}
        submitLook="ghost"
        fold={{ text: t('cycle.stages.reopen') }}
      >
        {(f) => <TextField {...f('reason')} />}
      </Form>
    );
  const left = stagesLeft(new Map(lines.map((one) => [one.stage, one.state])));
  return (
    <Form
      of={freezeCycle}
      id="freeze"
      action={`${base}/cycle/freeze${year}`}
      submit={t('cycle.stages.freeze')}
      fold={{ text: t('cycle.stages.freeze') }}
    >
      {(f) => (
        <>
          <p>{t('cycle.stages.freeze-text')}</p>
          {left.length > 0 ? (
            <TextField
              {...f('reason')}
              hint={t('cycle.stages.freeze-left', {
                stages: fmt.list(left.map((one) => `«${t(`drawings.stage.${one}`)}»`)),
              })}
            />
          ) : (
            <HiddenField name="reason" value="" />
          )}
        </>
      )}
    </Form>
  );
}
