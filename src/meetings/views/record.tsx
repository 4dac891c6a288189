import type { ComponentChildren } from 'preact';
import type { FieldsOf } from '../../platform/forms/form.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { DateField, NumberField, RadioGroup, TextArea, TextField } from '../../platform/ui/fields.tsx';
import { FieldGroup } from '../../platform/ui/form.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { Card, Facts, Notice } from '../../platform/ui/surfaces.tsx';
import type { MeetingFacts } from '../data/kind.ts';
import type { Leader } from '../data/leaders.ts';
import type { Lock } from '../data/locks.ts';
import { notesField, type notesText } from '../rules/notes.ts';
import type { headFields, heldFields } from '../rules/record-fields.ts';
import type { Presences } from '../rules/who-counts.ts';
import { isWritable } from './frame.tsx';
import { LockHistory } from './locks.tsx';

/** When and where it was, and how many came; `heads` are those that this kind counts. */
export function HeldFields({
  f,
  meeting,
  today,
  heads,
  hint,
}: {
  f: FieldsOf<typeof heldFields & typeof headFields>;
  meeting: MeetingFacts;
  today: string;
  heads: readonly (keyof typeof headFields)[];
  hint?: string;
}) {
  const { t } = usePage();
  const { plannedOn } = meeting;
  const held = f('heldOn');
  const attendance = f('attendance');
  return (
    <>
      <DateField
        {...held}
        required
        value={held.value || (plannedOn !== null && plannedOn <= today ? plannedOn : '')}
        max={today}
      />
      <TextField {...f('heldVenue')} value={meeting.heldVenue ?? meeting.venue} />
      <RadioGroup
        {...attendance}
        hint={hint}
        options={attendance.options.map((one) => ({
          ...one,
          hint: t(`meetings.attendance.${one.value}-hint`),
        }))}
      />
      <FieldGroup legend={t('meetings.attendance.people')}>
        {heads.map((name) => (
          <NumberField
            key={name}
            {...f(name)}
            unit={t('meetings.unit.people')}
            hint={name === 'guests' ? t('meetings.field.guests-hint') : undefined}
          />
        ))}
      </FieldGroup>
    </>
  );
}

/** In which language the notes are typed: what was said before, else the writer's own. */
export function NotesLang({ f }: { f: FieldsOf<Pick<typeof heldFields, 'notesLang'>> }) {
  const { lang } = usePage();
  const field = f('notesLang');
  return <RadioGroup {...field} value={field.value || (lang === 'ru' ? 'ru' : 'ky')} inline />;
}

/** The notes of each part, in the order of the programme. */
export function NotesFields<Part extends string>({
  f,
  parts,
  label,
}: {
  f: FieldsOf<{ readonly [P in `${Part}Notes`]: ReturnType<typeof notesText> }> &
    FieldsOf<Pick<typeof heldFields, 'notesLang'>>;
  parts: readonly Part[];
  label: (part: Part) => string;
}) {
  return (
    <>
      <NotesLang f={f} />
      {parts.map((part) => (
        <TextArea key={part} {...f(notesField(part))} label={label(part)} rows={4} />
      ))}
    </>
  );
}

/** A part of the record with the way to where it is written. */
export function Part({
  title,
  edit,
  children,
}: {
  title: string;
  /** Empty or left out for those who only read. */
  edit?: string | false;
  children: ComponentChildren;
}) {
  const { t, href } = usePage();
  return (
    <Card
      title={title}
      aside={
        edit && (
          <a href={href(edit)}>
            {t('ui.edit')}
            <span class="hidden">: {title}</span>
          </a>
        )
      }
    >
      {children}
    </Card>
  );
}

/** How many came, from where, and who led. */
export function WhoCame({
  sums,
  leaders,
  listed,
  edit,
  list,
}: {
  sums: Presences;
  leaders: readonly Leader[];
  /** People on the list; `list` is the list's address where the reader may open it. */
  listed: number;
  edit: string | false;
  list: string | false;
}) {
  const { t, fmt, href } = usePage();
  const shown = (value: number | null) => (value === null ? '–' : fmt.number(value));
  const names = (role: Leader['role']) =>
    leaders.filter((one) => one.role === role).map((one) => one.fullName);
  const [led, recorded] = [names('facilitator'), names('recorder')];
  return (
    <Part title={t('meetings.who')} edit={edit}>
      <Facts
        items={[
          {
            label: t('ui.field.people'),
            value: shown(sums.people),
            note:
              sums.people === null
                ? t('meetings.sums.unknown')
                : t('needs.focus.by-sex', { women: sums.women ?? 0, men: sums.men ?? 0 }),
          },
          { label: t('meetings.col.deputies'), value: fmt.number(sums.deputies) },
          { label: t('meetings.col.executives'), value: fmt.number(sums.executives) },
          { label: t('meetings.col.organisations'), value: shown(sums.organisations) },
        ]}
      />
      <p>
        {led.length > 0 ? t('meetings.led-by', { names: fmt.list(led) }) : t('meetings.led-by-nobody')}
        {recorded.length > 0 && (
          <>
            <br />
            {t('meetings.recorded-by', { names: fmt.list(recorded) })}
          </>
        )}
      </p>
      {list && (
        <p>
          <a href={href(list)}>{t('meetings.people.link', { count: listed })}</a>
        </p>
      )}
    </Part>
  );
}

/** What was said in each part. */
export function NotesRead<Part extends string>({
  notes,
  parts,
  label,
}: {
  notes: { readonly [P in Part]?: string };
  parts: readonly Part[];
  label: (part: Part) => string;
}) {
  const { t } = usePage();
  const said = parts.filter((part) => (notes[part] ?? '').trim() !== '');
  if (said.length === 0) return <p class="hint">{t('ui.not-set')}</p>;
  return (
    <>
      {said.map((part) => (
        <section key={part}>
          <h3>{label(part)}</h3>
          <Lines text={notes[part] ?? ''} />
        </section>
      ))}
    </>
  );
}

/** A text with its own lines. */
export function Lines({ text }: { text: string }) {
  const lines = text.split(/\n+/).filter((line) => line.trim() !== '');
  return (
    <>
      {lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </>
  );
}

/** What deserves a look before the record is locked, the lock, opening it again, and its history. */
export function Closing({
  meeting,
  path,
  mayLock,
  mayRecord,
  hints,
  locks,
}: {
  meeting: MeetingFacts;
  path: (rest: string) => string;
  mayLock: boolean;
  mayRecord: boolean;
  /** Each with the way to where it is mended. */
  hints: readonly { readonly text: string; readonly path: string }[];
  locks: readonly Lock[];
}) {
  const { t, href } = usePage();
  return (
    <>
      {isWritable(meeting) && (hints.length > 0 || mayLock) && (
        <Card title={t('meetings.closing')}>
          {hints.length > 0 && (
            <Notice tone="warn" title={t('ui.status.warn')}>
              <ul>
                {hints.map((hint) => (
                  <li key={hint.text}>{mayRecord ? <a href={href(hint.path)}>{hint.text}</a> : hint.text}</li>
                ))}
              </ul>
            </Notice>
          )}
          {mayLock && (
            <Confirm id="close" action={path('/close')} verb={t('meetings.close.verb')}>
              <p>{t('meetings.close.text')}</p>
            </Confirm>
          )}
        </Card>
      )}
      {mayLock && meeting.state === 'closed' && (
        <Card>
          <Confirm
            id="reopen"
            action={path('/reopen')}
            verb={t('meetings.reopen.verb')}
            reason
            example={t('meetings.example.reopen')}
          >
            <p>{t('meetings.reopen.text')}</p>
          </Confirm>
        </Card>
      )}
      <LockHistory locks={locks} />
    </>
  );
}
