import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { PieChart } from '../../platform/ui/charts.tsx';
import { DataTable, DownloadLinks } from '../../platform/ui/data-table.tsx';
import {
  CheckboxField,
  DateField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/ui/fields.tsx';
import { ActionForm, FieldGroup, Form, type FormErrors, type FormValues } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import { Timeline } from '../../platform/ui/task-lists.tsx';
import { VennDiagram } from '../../platform/ui/venn-diagram.tsx';
import type {
  listGuesses,
  listInstitutions,
  listLocks,
  ParticipantItem,
  SessionItem,
  StatementItem,
} from '../data/sessions.ts';
import { closingObstacles, sessionWarnings, sharePercent, wholePie } from '../rules/session.ts';
import {
  needsPath,
  sessionPath,
  SessionFrame,
  stepPath,
  useGroupName,
  useVillageName,
} from './session-frame.tsx';

export type InstitutionRow = Awaited<ReturnType<typeof listInstitutions>>[number];
export type GuessRow = Awaited<ReturnType<typeof listGuesses>>[number];
export type LockRow = Awaited<ReturnType<typeof listLocks>>[number];

export interface StepProps {
  session: SessionItem;
  today: string;
  mayRecord: boolean;
  phaseOpen: boolean;
  values?: FormValues | undefined;
  errors?: FormErrors | undefined;
  /** Somebody saved since this form was opened: what stands now, field by field. */
  standing?: readonly { label: string; theirs: string; yours: string }[] | undefined;
}

/** Shows both versions; saving again puts the reader's over the other. */
export function EditedMeanwhile({ standing }: { standing: StepProps['standing'] }) {
  const { t } = usePage();
  if (!standing) return null;
  return (
    <Notice tone="warn" title={t('needs.meanwhile.title')} live>
      <p>{t('needs.meanwhile.text')}</p>
      {standing.length > 0 && (
        <DataTable
          caption={t('needs.meanwhile.title')}
          hideCaption
          rows={standing}
          rowKey={(one) => one.label}
          columns={[
            { key: 'field', label: t('needs.meanwhile.field'), head: true, cell: (one) => one.label },
            { key: 'theirs', label: t('needs.meanwhile.theirs'), cell: (one) => one.theirs || '–' },
            { key: 'yours', label: t('needs.meanwhile.yours'), cell: (one) => one.yours || '–' },
          ]}
        />
      )}
    </Notice>
  );
}

const revision = (session: SessionItem) => (
  <input type="hidden" name="revision" value={String(session.revision)} />
);

/** Without the errors' revision: the form always carries the version that stands now. */
const formState = ({ values, errors }: StepProps) => ({ values: values ?? {}, errors: errors ?? {} });

export function OverviewView(
  props: StepProps & {
    mayPlan: boolean;
    institutions: readonly InstitutionRow[];
    guesses: readonly GuessRow[];
    locks: readonly LockRow[];
  },
) {
  const { t, fmt, href } = usePage();
  const { session } = props;
  const day = session.heldOn ?? session.plannedOn;
  return (
    <SessionFrame
      session={session}
      step="overview"
      title={t('needs.session.overview')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <Card
        title={t('needs.session.when-where')}
        aside={
          props.mayPlan && (
            <a href={href(sessionPath(session, '/schedule'))}>{t('needs.session.schedule-title')}</a>
          )
        }
      >
        <Pairs
          items={[
            {
              label: t('needs.col.day'),
              value: day === null ? t('needs.session.no-day') : fmt.dateLong(day),
            },
            {
              label: t('needs.col.time'),
              value:
                session.startsAt === null
                  ? '–'
                  : session.endsAt === null
                    ? fmt.time(session.startsAt)
                    : fmt.timeRange(session.startsAt, session.endsAt),
            },
            { label: t('needs.col.venue'), value: session.heldVenue ?? (session.venue || '–') },
            {
              label: t('needs.assign.title'),
              value:
                session.facilitators.length === 0
                  ? '–'
                  : session.facilitators
                      .map((one) => `${one.fullName} (${t(`ui.role.${one.role}`)})`)
                      .join(', '),
            },
            { label: t('needs.session.invited'), value: fmt.number(session.invited) },
          ]}
        />
        {session.audienceReason && <p class="hint">{session.audienceReason}</p>}
      </Card>
      <Card title={t('needs.session.papers')}>
        <Papers session={session} />
      </Card>
      {props.institutions.length > 0 && (
        <Card title={t('needs.step.institutions')}>
          <Venn institutions={props.institutions} />
        </Card>
      )}
      {props.guesses.length > 0 && (
        <Card title={t('needs.step.budget')}>
          <Pie session={session} guesses={props.guesses} />
        </Card>
      )}
      {props.locks.length > 0 && (
        <Card title={t('needs.close.history')}>
          <Locks locks={props.locks} />
        </Card>
      )}
    </SessionFrame>
  );
}

function Papers({ session }: { session: SessionItem }) {
  const { t, href } = usePage();
  const report = (format: string) =>
    needsPath(
      session.municipalityId,
      `/villages/${session.villageId}/report.${format}?cycle=${session.cycleId}`,
    );
  const paper = (kind: 'participants' | 'minutes') => (format: string) =>
    sessionPath(session, `/documents/${kind}.${format}`);
  const papers = [
    { label: t('needs.paper.participants'), at: paper('participants') },
    { label: t('needs.paper.minutes'), at: paper('minutes') },
    { label: t('needs.paper.report'), at: report },
  ];
  return (
    <Pairs
      items={[
        ...papers.map(({ label, at }) => ({
          label: <a href={href(at('html'))}>{label}</a>,
          value: <DownloadLinks links={{ docx: at('docx'), pdf: at('pdf') }} />,
        })),
        {
          label: t('needs.paper.tables'),
          value: <DownloadLinks links={{ xlsx: sessionPath(session, '/export.xlsx') }} />,
        },
      ]}
    />
  );
}

function Locks({ locks }: { locks: readonly LockRow[] }) {
  const { t, fmt } = usePage();
  return (
    <Timeline
      items={locks.map((lock) => ({
        key: lock.id,
        when: fmt.dateTime(lock.at),
        title: t(`needs.lock.${lock.kind}`, { name: lock.byName }),
        note: lock.reason ?? undefined,
      }))}
    />
  );
}

/** Тизме: when, where, who came. */
export function AttendanceView(
  props: StepProps & { participants: readonly ParticipantItem[]; seeContacts: boolean },
) {
  const { t, href } = usePage();
  const { session } = props;
  const list = session.attendance === 'list';
  return (
    <SessionFrame
      session={session}
      step="attendance"
      title={t('needs.step.attendance')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {props.mayRecord ? (
        <Card>
          <Form
            action={sessionPath(session, '/attendance')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            <DateField
              name="heldOn"
              label={t('needs.attendance.day')}
              required
              value={
                session.heldOn ??
                (session.plannedOn !== null && session.plannedOn <= props.today ? session.plannedOn : '')
              }
              max={props.today}
            />
            <TextField
              name="heldVenue"
              label={t('needs.col.venue')}
              value={session.heldVenue ?? session.venue}
              maxLength={200}
            />
            <RadioGroup
              name="attendance"
              label={t('needs.attendance.how')}
              value={session.attendance}
              options={[
                {
                  value: 'counts',
                  label: t('needs.attendance.counts'),
                  hint: t('needs.attendance.counts-hint'),
                },
                { value: 'list', label: t('needs.attendance.list'), hint: t('needs.attendance.list-hint') },
              ]}
            />
            <FieldGroup legend={t('needs.attendance.people')}>
              <NumberField
                name="women"
                label={t('ui.sex.females')}
                value={session.women ?? ''}
                disabled={list}
                unit={t('needs.unit.people')}
              />
              <NumberField
                name="men"
                label={t('ui.sex.males')}
                value={session.men ?? ''}
                disabled={list}
                unit={t('needs.unit.people')}
              />
              <NumberField
                name="guests"
                label={t('needs.attendance.guests')}
                hint={t('needs.attendance.guests-hint')}
                value={session.guests ?? ''}
                unit={t('needs.unit.people')}
              />
            </FieldGroup>
            <NumberField
              name="stickersPerPerson"
              label={t('needs.attendance.stickers')}
              value={session.stickersPerPerson}
            />
          </Form>
        </Card>
      ) : (
        <Pairs
          items={[
            { label: t('ui.sex.females'), value: session.women ?? '–' },
            { label: t('ui.sex.males'), value: session.men ?? '–' },
            { label: t('needs.attendance.guests'), value: session.guests ?? '–' },
          ]}
        />
      )}
      <Card
        title={t('needs.participants.title')}
        aside={
          props.mayRecord && (
            <a href={href(sessionPath(session, '/participants'))}>{t('needs.participants.edit')}</a>
          )
        }
      >
        <ParticipantTable participants={props.participants} seeContacts={props.seeContacts} />
      </Card>
    </SessionFrame>
  );
}

function ParticipantTable({
  participants,
  seeContacts,
}: {
  participants: readonly ParticipantItem[];
  seeContacts: boolean;
}) {
  const { t, fmt } = usePage();
  return (
    <DataTable
      caption={t('needs.participants.title')}
      hideCaption
      rows={participants}
      rowKey={(one) => one.id}
      empty={<p class="hint">{t('needs.participants.empty')}</p>}
      columns={[
        { key: 'number', label: t('ui.number-sign'), cell: (one) => one.number },
        {
          key: 'name',
          label: t('needs.col.name'),
          head: true,
          cell: (one) => one.fullName ?? t('needs.participants.nameless', { number: one.number }),
        },
        {
          key: 'sex',
          label: t('needs.col.sex'),
          cell: (one) => (one.sex === null ? '–' : t(`ui.sex.${one.sex}`)),
        },
        { key: 'age', label: t('needs.col.age'), align: 'end', cell: (one) => one.age ?? '–' },
        { key: 'occupation', label: t('needs.col.occupation'), cell: (one) => one.occupation ?? '' },
        ...(seeContacts
          ? [
              {
                key: 'contact',
                label: t('needs.col.contact'),
                cell: (one: ParticipantItem) => one.contact ?? '',
              },
            ]
          : []),
        {
          key: 'stickers',
          label: t('needs.col.stickers'),
          align: 'end',
          cell: (one) => fmt.number(one.stickers),
        },
      ]}
    />
  );
}

const kinds = ['community', 'deputy', 'executive', 'organisation'] as const;

/** The list of participants: paste it, then mend it. */
export function ParticipantsView(
  props: StepProps & { participants: readonly ParticipantItem[]; form?: 'paste' | 'rows' | undefined },
) {
  const { t } = usePage();
  const { session, participants } = props;
  const of = (name: string) => (props.form === name ? formState(props) : {});
  return (
    <SessionFrame
      session={session}
      step="attendance"
      title={t('needs.participants.title')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {props.mayRecord && (
        <Card title={t('needs.participants.paste')}>
          <Form
            id="paste"
            action={sessionPath(session, '/participants/paste')}
            submit={t('ui.add')}
            {...of('paste')}
          >
            {revision(session)}
            <TextArea
              name="lines"
              label={t('needs.participants.lines')}
              hint={t('needs.participants.lines-hint')}
              rows={8}
              required
            />
          </Form>
        </Card>
      )}
      {participants.length > 0 && props.mayRecord ? (
        <Card title={t('needs.participants.mend', { count: participants.length })}>
          <Form
            id="rows"
            action={sessionPath(session, '/participants')}
            submit={t('ui.save')}
            {...of('rows')}
          >
            {revision(session)}
            {participants.map((one, index) => (
              <details
                key={one.id}
                open={
                  Object.keys(props.errors ?? {}).some((name) => name.startsWith(`rows.${index}.`)) ||
                  undefined
                }
              >
                <summary>
                  {one.number}. {one.fullName ?? t('needs.participants.nameless', { number: one.number })}
                  {one.sex === null && <Tag tone="warn">{t('needs.participants.no-sex')}</Tag>}
                </summary>
                <input type="hidden" name={`rows.${index}.id`} value={one.id} />
                <TextField
                  name={`rows.${index}.fullName`}
                  label={t('needs.col.name')}
                  value={one.fullName ?? ''}
                />
                <RadioGroup
                  name={`rows.${index}.sex`}
                  label={t('needs.col.sex')}
                  inline
                  {...(one.sex === null ? {} : { value: one.sex })}
                  options={(['female', 'male'] as const).map((sex) => ({
                    value: sex,
                    label: t(`ui.sex.${sex}`),
                  }))}
                />
                <NumberField name={`rows.${index}.age`} label={t('needs.col.age')} value={one.age ?? ''} />
                <TextField
                  name={`rows.${index}.occupation`}
                  label={t('needs.col.occupation')}
                  value={one.occupation ?? ''}
                />
                <TextField
                  name={`rows.${index}.contact`}
                  label={t('needs.col.contact')}
                  value={one.contact ?? ''}
                />
                <TextField
                  name={`rows.${index}.street`}
                  label={t('needs.col.street')}
                  value={one.street ?? ''}
                />
                <SelectField
                  name={`rows.${index}.kind`}
                  label={t('needs.col.kind')}
                  value={one.kind}
                  empty={null}
                  options={kinds.map((kind) => ({ value: kind, label: t(`needs.participant.kind.${kind}`) }))}
                />
                <CheckboxField
                  name={`rows.${index}.forFocusGroup`}
                  label={t('needs.participant.for-focus')}
                  checked={one.forFocusGroup}
                />
                <CheckboxField
                  name={`rows.${index}.forInitiativeGroup`}
                  label={t('needs.participant.for-initiative')}
                  checked={one.forInitiativeGroup}
                />
                <CheckboxField
                  name={`rows.${index}.forMonitoring`}
                  label={t('needs.participant.for-monitoring')}
                  checked={one.forMonitoring}
                />
                <CheckboxField name={`rows.${index}.remove`} label={t('needs.participants.remove')} />
              </details>
            ))}
          </Form>
        </Card>
      ) : (
        <ParticipantTable participants={participants} seeContacts={false} />
      )}
    </SessionFrame>
  );
}

/** Ресурстар: what the map told. */
export function ResourcesView(props: StepProps) {
  const { t } = usePage();
  const { session } = props;
  return (
    <SessionFrame
      session={session}
      step="resources"
      title={t('needs.step.resources')}
      lead={t('needs.resources.lead')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {props.mayRecord ? (
        <Card>
          <Form
            action={sessionPath(session, '/resources')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            <TextArea
              name="resourceNotes"
              label={t('needs.resources.notes')}
              hint={t('needs.resources.hint')}
              rows={12}
              value={session.resourceNotes}
            />
          </Form>
        </Card>
      ) : (
        <p>{session.resourceNotes || t('ui.not-set')}</p>
      )}
    </SessionFrame>
  );
}

const importance = { big: 'high', middle: 'medium', small: 'low' } as const;
const closeness = {
  full: 'inside',
  partial: 'overlapping',
  touching: 'touching',
  separate: 'apart',
} as const;

function Venn({ institutions }: { institutions: readonly InstitutionRow[] }) {
  const { t } = usePage();
  const drawn = [...new Set(institutions.map((one) => one.drawnBy))];
  return (
    <>
      {drawn.map((who) => (
        <VennDiagram
          key={who}
          title={t(`needs.venn.${who}`)}
          hideTitle={drawn.length === 1}
          institutions={institutions
            .filter((one) => one.drawnBy === who)
            .map((one) => ({
              name: one.name,
              importance: importance[one.size ?? 'middle'],
              relation: closeness[one.relation ?? 'touching'],
            }))}
        />
      ))}
    </>
  );
}

/** Rows of a form beyond those that stand, for adding. */
const spareRows = 5;

/** Институттар: the Venn diagram, in falling importance. */
export function InstitutionsView(props: StepProps & { institutions: readonly InstitutionRow[] }) {
  const { t } = usePage();
  const { session, institutions } = props;
  const sent = Object.keys(props.values ?? {}).filter((name) => /^rows\.\d+\.name$/.test(name)).length;
  const count = Math.max(institutions.length + spareRows, sent);
  return (
    <SessionFrame
      session={session}
      step="institutions"
      title={t('needs.step.institutions')}
      lead={t('needs.institutions.lead')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {institutions.length > 0 && <Venn institutions={institutions} />}
      {props.mayRecord && (
        <Card>
          <Form
            action={sessionPath(session, '/institutions')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            {Array.from({ length: count }, (_, index) => {
              const one = institutions[index];
              const name = `rows.${index}`;
              return (
                <FieldGroup key={index} legend={t('needs.institutions.row', { number: index + 1 })}>
                  <TextField
                    name={`${name}.name`}
                    label={t('needs.institutions.name')}
                    value={one?.name ?? ''}
                  />
                  <SelectField
                    name={`${name}.size`}
                    label={t('needs.institutions.size')}
                    value={one?.size ?? ''}
                    options={(['big', 'middle', 'small'] as const).map((size) => ({
                      value: size,
                      label: t(`needs.institution.size.${size}`),
                    }))}
                  />
                  <SelectField
                    name={`${name}.relation`}
                    label={t('needs.institutions.relation')}
                    value={one?.relation ?? ''}
                    options={(['full', 'partial', 'touching', 'separate'] as const).map((relation) => ({
                      value: relation,
                      label: t(`needs.institution.relation.${relation}`),
                    }))}
                  />
                  <SelectField
                    name={`${name}.kind`}
                    label={t('needs.institutions.kind')}
                    value={one?.kind ?? ''}
                    options={(['localGroup', 'localInstitution', 'outside'] as const).map((kind) => ({
                      value: kind,
                      label: t(`needs.institution.kind.${kind}`),
                    }))}
                  />
                  <SelectField
                    name={`${name}.drawnBy`}
                    label={t('needs.institutions.drawn-by')}
                    value={one?.drawnBy ?? 'common'}
                    empty={null}
                    options={(['common', 'women', 'men'] as const).map((who) => ({
                      value: who,
                      label: t(`needs.venn.${who}`),
                    }))}
                  />
                  <TextArea
                    name={`${name}.judgement`}
                    label={t('needs.institutions.judgement')}
                    rows={2}
                    value={one?.judgement ?? ''}
                  />
                </FieldGroup>
              );
            })}
            <TextArea
              name="institutionNotes"
              label={t('needs.institutions.notes')}
              rows={5}
              value={session.institutionNotes}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}

function Pie({ session, guesses }: { session: SessionItem; guesses: readonly GuessRow[] }) {
  const { t, fmt } = usePage();
  const total = guesses.reduce((sum, one) => sum + one.share, 0);
  return (
    <>
      <PieChart
        title={t('needs.budget.pie')}
        hideTitle
        parts={guesses.map((one) => ({ label: one.name, value: one.share }))}
        format={(share) =>
          session.budgetTotal === null
            ? `${sharePercent(share)} %`
            : `${sharePercent(share)} % · ${fmt.money((session.budgetTotal * BigInt(share)) / BigInt(wholePie))}`
        }
        middle={`${sharePercent(total)} %`}
      />
      {total !== wholePie && (
        <Notice tone="warn">
          {t('needs.session-warning.pie-not-whole', { percent: sharePercent(total) })}
        </Notice>
      )}
    </>
  );
}

/** Токоч: the budget as the group thinks it is shared. */
export function BudgetView(props: StepProps & { guesses: readonly GuessRow[] }) {
  const { t } = usePage();
  const { session, guesses } = props;
  const sent = Object.keys(props.values ?? {}).filter((name) => /^rows\.\d+\.name$/.test(name)).length;
  const count = Math.max(guesses.length + spareRows, sent);
  return (
    <SessionFrame
      session={session}
      step="budget"
      title={t('needs.step.budget')}
      lead={t('needs.budget.lead')}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      <EditedMeanwhile standing={props.standing} />
      {guesses.length > 0 && <Pie session={session} guesses={guesses} />}
      {props.mayRecord && (
        <Card>
          <Form
            action={sessionPath(session, '/budget')}
            submit={t('ui.save-and-continue')}
            {...formState(props)}
          >
            {revision(session)}
            <NumberField
              name="budgetTotal"
              label={t('needs.budget.total')}
              hint={t('needs.budget.total-hint')}
              unit={t('needs.unit.som')}
              decimal
              value={session.budgetTotal === null ? '' : String(session.budgetTotal / 100n)}
            />
            {Array.from({ length: count }, (_, index) => (
              <FieldGroup key={index} legend={t('needs.budget.row', { number: index + 1 })}>
                <TextField
                  name={`rows.${index}.name`}
                  label={t('needs.budget.name')}
                  value={guesses[index]?.name ?? ''}
                />
                <NumberField
                  name={`rows.${index}.share`}
                  label={t('needs.budget.share')}
                  unit="%"
                  decimal
                  value={guesses[index] === undefined ? '' : sharePercent(guesses[index].share)}
                />
              </FieldGroup>
            ))}
            <TextArea
              name="budgetNotes"
              label={t('needs.budget.notes')}
              rows={5}
              value={session.budgetNotes}
            />
          </Form>
        </Card>
      )}
    </SessionFrame>
  );
}

export interface StickersProps extends StepProps {
  statements: readonly StatementItem[];
  /** Names of the cycle's problems, offered while typing. */
  problems: readonly string[];
  form?: 'one' | 'lines' | 'counts' | undefined;
  /** The participant number typed last, kept for the next sticker. */
  lastNumber?: string | undefined;
}

/** Стикерлер: one after another by Enter, several at once, or problem and count. */
export function StickersView(props: StickersProps) {
  const { t, fmt, href } = usePage();
  const { session, statements } = props;
  const of = (name: string) => (props.form === name ? formState(props) : {});
  const sexes = [
    { value: '', label: t('needs.stickers.sex-unknown') },
    { value: 'female', label: t('ui.sex.female') },
    { value: 'male', label: t('ui.sex.male') },
  ];
  return (
    <SessionFrame
      session={session}
      step="stickers"
      title={t('needs.step.stickers')}
      lead={t('needs.stickers.lead', { max: session.stickersPerPerson })}
      today={props.today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      {props.mayRecord && (
        <>
          <Card title={t('needs.stickers.one')}>
            <Form
              id="one"
              action={sessionPath(session, '/stickers')}
              submit={t('ui.add')}
              inline
              {...of('one')}
            >
              <TextField
                name="text"
                label={t('needs.stickers.text')}
                hint={t('needs.stickers.text-hint')}
                required
                maxLength={500}
                suggestions={props.problems}
              />
              <NumberField
                name="participantNumber"
                label={t('needs.stickers.number')}
                hint={t('needs.stickers.number-hint')}
                value={props.lastNumber ?? ''}
              />
              <SelectField name="sex" label={t('needs.stickers.sex')} empty={null} value="" options={sexes} />
            </Form>
          </Card>
          <details class="confirm" open={props.form === 'counts' || undefined}>
            <summary class="btn ghost">{t('needs.stickers.counts')}</summary>
            <Form
              id="counts"
              action={sessionPath(session, '/stickers/counts')}
              submit={t('ui.add')}
              {...of('counts')}
            >
              <TextArea
                name="lines"
                label={t('needs.stickers.counts-lines')}
                hint={t('needs.stickers.counts-hint')}
                rows={8}
                required
              />
            </Form>
          </details>
          <details class="confirm" open={props.form === 'lines' || undefined}>
            <summary class="btn ghost">{t('needs.stickers.several')}</summary>
            <Form
              id="lines"
              action={sessionPath(session, '/stickers/lines')}
              submit={t('ui.add')}
              {...of('lines')}
            >
              <TextArea name="lines" label={t('needs.stickers.lines')} rows={8} required />
              <NumberField
                name="participantNumber"
                label={t('needs.stickers.number')}
                hint={t('needs.stickers.number-hint')}
              />
              <SelectField name="sex" label={t('needs.stickers.sex')} empty={null} value="" options={sexes} />
            </Form>
          </details>
        </>
      )}
      <Card
        title={t('needs.stickers.list', { count: statements.length })}
        aside={
          statements.length > 0 && (
            <a href={href(stepPath(session, 'grouping'))}>{t('needs.step.grouping')}</a>
          )
        }
      >
        <DataTable
          caption={t('needs.stickers.list', { count: statements.length })}
          hideCaption
          rows={statements}
          rowKey={(one) => one.id}
          empty={<p class="hint">{t('needs.stickers.empty')}</p>}
          columns={[
            {
              key: 'text',
              label: t('needs.stickers.text'),
              head: true,
              cell: (one) =>
                props.mayRecord ? (
                  <details>
                    <summary>{one.text}</summary>
                    <Form
                      id={`correct-${one.id}`}
                      action={sessionPath(session, `/stickers/${one.id}/correct`)}
                      submit={t('needs.stickers.correct')}
                      submitLook="ghost"
                    >
                      <TextField
                        name="text"
                        label={t('needs.stickers.text')}
                        value={one.text}
                        maxLength={500}
                      />
                      <TextField name="reason" label={t('needs.stickers.why')} maxLength={500} />
                    </Form>
                  </details>
                ) : (
                  one.text
                ),
            },
            {
              key: 'number',
              label: t('needs.stickers.who'),
              cell: (one) =>
                [
                  one.participantNumber === null ? '' : `№ ${one.participantNumber}`,
                  one.sex === null ? '' : t(`ui.sex.${one.sex}`),
                ]
                  .filter((text) => text !== '')
                  .join(', ') || '–',
            },
            { key: 'problem', label: t('needs.col.problem'), cell: (one) => one.problemName ?? '–' },
            {
              key: 'by',
              label: t('needs.stickers.by'),
              cell: (one) => (
                <>
                  {one.byName}, {fmt.dateTime(one.createdAt)}
                  {one.corrected && <Tag>{t('needs.stickers.corrected')}</Tag>}
                </>
              ),
            },
            ...(props.mayRecord
              ? [
                  {
                    key: 'undo',
                    label: t('ui.actions'),
                    cell: (one: StatementItem) => (
                      <ActionForm action={sessionPath(session, `/stickers/${one.id}/withdraw`)}>
                        <Button
                          look="plain"
                          small
                          icon="undo"
                          label={`${t('needs.stickers.withdraw')}: ${one.text}`}
                        >
                          {t('needs.stickers.withdraw')}
                        </Button>
                      </ActionForm>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </SessionFrame>
  );
}

/** Жабуу: everything that deserves a look, then the lock. */
export function CloseView(
  props: StepProps & { mayLock: boolean; locks: readonly LockRow[]; form?: 'close' | 'reopen' | undefined },
) {
  const { t, fmt } = usePage();
  const { session, today } = props;
  const obstacles = closingObstacles(session.facts, today);
  const warnings = sessionWarnings(session.facts, today);
  const name = `${useVillageName()(session.village)}, ${useGroupName()(session)}`;
  const state = { errors: props.errors ?? {}, values: props.values ?? {} };
  return (
    <SessionFrame
      session={session}
      step="close"
      title={t('needs.step.close')}
      {...(session.state === 'closed' ? {} : { lead: t('needs.close.lead') })}
      today={today}
      phaseOpen={props.phaseOpen}
      mayRecord={props.mayRecord}
    >
      {session.state === 'closed' ? (
        <>
          <Notice tone="success" title={t('needs.session.closed-title')}>
            {t('needs.close.closed', {
              name: session.closedBy ?? '',
              day: session.closedAt === null ? '' : fmt.dateTime(session.closedAt),
            })}
          </Notice>
          {props.mayLock && (
            <Card>
              <Confirm
                id="reopen"
                action={sessionPath(session, '/reopen')}
                verb={t('needs.reopen.verb')}
                reason={t('needs.reopen.reason')}
                {...(props.form === 'reopen' ? state : {})}
              >
                <p>{t('needs.reopen.text')}</p>
              </Confirm>
            </Card>
          )}
        </>
      ) : obstacles.length > 0 ? (
        <Notice tone="bad" title={t('needs.close.not-yet')}>
          <ul>
            {obstacles.map((code) => (
              <li key={code}>{t(`error.${code}`)}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          {warnings.length === 0 && <Notice tone="success">{t('needs.close.clean')}</Notice>}
          {props.mayLock && session.state !== 'cancelled' ? (
            <Card>
              <Confirm
                id="close"
                action={sessionPath(session, '/close')}
                verb={t('needs.close.verb', { name })}
                {...(props.form === 'close' ? state : {})}
              >
                <p>{t('needs.close.text', { count: session.facts.statements })}</p>
              </Confirm>
            </Card>
          ) : (
            <Notice tone="info">{t('needs.close.by-chair')}</Notice>
          )}
        </>
      )}
      <Card title={t('needs.session.papers')}>
        <Papers session={session} />
      </Card>
      {props.locks.length > 0 && (
        <Card title={t('needs.close.history')}>
          <Locks locks={props.locks} />
        </Card>
      )}
    </SessionFrame>
  );
}
