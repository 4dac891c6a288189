import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import {
  publicLimits,
  speechKinds,
  twice,
  type SpeechRecord,
} from '../../../public-meetings/rules/public-record.ts';
import { newItemId, useApp, useDraft, useOpen } from '../core/hooks.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { LineField } from '../kit/line-field.tsx';
import { Note } from '../kit/note.tsx';
import { useRemoved } from '../kit/removed.tsx';
import { orNone, Segments } from '../kit/segments.tsx';
import { SpeakerClock, useSpeakerClock } from '../open/speaker-clock.tsx';
import { usePublicEdits, useSpeakerName, useTakenAlong } from '../open/work.ts';

/** Who spoke, asked, answered or wrote a slip, in the order in which it was. */
export default function PublicSpeeches(): VNode {
  const { t, fmt } = useApp();
  const edits = usePublicEdits();
  const { speeches } = useOpen();
  const nameOf = useSpeakerName();
  const [open, setOpen] = useState<string>();
  const again = twice(speeches.map((one) => one.slip));
  const women = speeches.filter((one) => one.sex === 'female').length;
  const men = speeches.filter((one) => one.sex === 'male').length;
  const removed = useRemoved<SpeechRecord>({
    among: speeches,
    take: (id) => edits.removeSpeech(id),
    put: (id, fields) => edits.putSpeech(id, fields),
    say: (one) => t('field.open.speech-removed', { name: nameOf(one) }),
  });
  return (
    <>
      <p role="status">
        {t('field.open.speeches', { count: speeches.length })}
        {speeches.length > 0 && ` (${t('needs.focus.by-sex', { women, men })})`}
      </p>
      {again.length > 0 && (
        <Note tone="bad" icon="alert">
          {t('field.open.slip-twice', { numbers: again.map((one) => fmt.number(one)).join(', ') })}
        </Note>
      )}
      {removed.note}
      {speeches.length > 0 && (
        <ol class="kit-list run-people">
          {speeches.map((one, index) => (
            <li key={one.id}>
              <div class="run-person">
                <span class="kit-number" aria-hidden="true">
                  {fmt.number(index + 1)}
                </span>
                <span class="kit-name">
                  <b>{nameOf(one)}</b>
                  <small>
                    {one.slip === null
                      ? t(`public-meetings.speech.${one.kind}`)
                      : t('field.open.slip-of', { number: one.slip })}
                    {one.minutes !== null && ` · ${t('field.run.minutes', { count: one.minutes })}`}
                  </small>
                  {one.text}
                </span>
                <IconButton
                  icon={open === one.id ? 'check' : 'edit'}
                  label={t('field.open.speech-edit', { name: nameOf(one) })}
                  expanded={open === one.id}
                  onClick={() => setOpen(open === one.id ? undefined : one.id)}
                />
              </div>
              {open === one.id && (
                <div class="kit-box">
                  <SpeechFields speech={one} put={(fields) => edits.putSpeech(one.id, fields)} />
                  <div class="actions">
                    <Button icon="check" onClick={() => setOpen(undefined)}>
                      {t('ui.done')}
                    </Button>
                    <Button
                      look="danger"
                      onClick={() => {
                        setOpen(undefined);
                        removed.remove(one);
                      }}
                    >
                      {t('ui.delete')}
                    </Button>
                  </div>
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      <NewSpeech order={(speeches.at(-1)?.order ?? 0) + 1} />
    </>
  );
}

type Fields = Omit<SpeechRecord, 'id' | 'order'>;

function NewSpeech({ order }: { order: number }): VNode {
  const app = useApp();
  const { t } = app;
  const edits = usePublicEdits();
  const empty: Fields = {
    ...{ agendaItemId: null, kind: 'speech', official: '', sex: null, villageId: null, slip: null },
    ...{ minutes: null, text: '' },
    textLang: app.lang === 'ru' ? 'ru' : 'ky',
  };
  // What is being typed survives a killed browser.
  const [draft, keep] = useDraft('open.speech');
  const said: Fields = draft === '' ? empty : { ...empty, ...(JSON.parse(draft) as Partial<Fields>) };
  const [turn, setTurn] = useState(0);
  const clock = useSpeakerClock();
  const lacksNumber = said.kind === 'slip' && said.slip === null;
  return (
    <section class="card" aria-labelledby="op-new">
      <h2 id="op-new">{t('field.open.speech-new')}</h2>
      <SpeakerClock clock={clock} />
      <SpeechFields key={turn} speech={said} put={(fields) => keep(JSON.stringify({ ...said, ...fields }))} />
      {lacksNumber && <p class="hint">{t('field.open.slip-needed')}</p>}
      <div class="actions">
        <Button
          icon="plus"
          disabled={said.text.trim() === '' || lacksNumber}
          onClick={() => {
            edits.putSpeech(newItemId(), {
              ...{ ...said, text: said.text.trim(), order },
              minutes: said.kind === 'slip' ? null : clock.minutes,
            });
            clock.clear();
            // The next one speaks to the same point.
            keep(JSON.stringify({ agendaItemId: said.agendaItemId }));
            setTurn(turn + 1);
          }}
        >
          {t('ui.add')}
        </Button>
      </div>
    </section>
  );
}

/** Everything about one speech; of a resident the village and the sex, and no name. */
function SpeechFields({ speech, put }: { speech: Fields; put: (fields: Partial<Fields>) => void }): VNode {
  const { t } = useApp();
  const { agenda, villages } = useTakenAlong();
  return (
    <>
      <Segments
        shown
        look="chips"
        label={t('field.open.kind-label')}
        value={speech.kind}
        of={speechKinds}
        words={(kind) => t(`public-meetings.speech.${kind}`)}
        onValue={(kind) => put({ kind })}
      />
      {agenda.length > 0 && (
        <Segments
          shown
          look="chips"
          label={t('field.open.point')}
          value={speech.agendaItemId}
          of={agenda.map((one) => one.id)}
          words={(id) => `${agenda.findIndex((one) => one.id === id) + 1}`}
          said={(id) => agenda.find((one) => one.id === id)?.text ?? ''}
          onValue={orNone(speech.agendaItemId, (agendaItemId) => put({ agendaItemId }))}
        />
      )}
      <Segments
        shown
        label={t('ui.field.sex')}
        value={speech.sex}
        of={['female', 'male'] as const}
        words={(sex) => t(`ui.sex.${sex}`)}
        onValue={orNone(speech.sex, (sex) => put({ sex }))}
      />
      <Segments
        shown
        look="chips"
        label={t('ui.field.village')}
        value={speech.villageId}
        of={villages.map((one) => one.id)}
        words={(id) => villages.find((one) => one.id === id)?.name}
        onValue={orNone(speech.villageId, (villageId) => put({ villageId }))}
      />
      <LineField
        label={t('field.open.official')}
        hint={t('field.open.official-hint')}
        value={speech.official}
        maxLength={publicLimits.name}
        onValue={(official) => put({ official: official.trim() })}
      />
      {speech.kind === 'slip' && (
        <LineField
          short
          label={t('field.open.slip')}
          inputmode="numeric"
          maxLength={4}
          value={speech.slip === null ? '' : String(speech.slip)}
          onValue={(typed) =>
            put({ slip: /^[1-9]\d{0,3}$/.test(typed.trim()) ? Number(typed.trim()) : null })
          }
        />
      )}
      <LineField
        label={t('public-meetings.field.said')}
        rows={3}
        value={speech.text}
        maxLength={publicLimits.said}
        onValue={(text) => put({ text })}
      />
    </>
  );
}
