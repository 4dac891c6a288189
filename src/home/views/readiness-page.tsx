import type { CycleState } from '../data.ts';
import { materialsFor } from '../rules/materials.ts';
import { typicalMistakes } from '../rules/mistakes.ts';
import { answerable, type Readiness } from '../../cycle/rules/readiness.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { RadioGroup, TextField } from '../../platform/ui/fields.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { answerReadiness } from '../../cycle/commands/answer-readiness.ts';
import { openSessionsPhase } from '../commands/open-sessions-phase.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Facts, Notice, Tag } from '../../platform/ui/surfaces.tsx';
import { useCrumbs } from './cycle-page.tsx';
import { readinessPath } from './home-page.tsx';
import { readinessNote } from './readiness-note.ts';

function Question({ state, one, mayAnswer }: { state: CycleState; one: Readiness; mayAnswer: boolean }) {
  const { t, href } = useI18n();
  const base = useRoom();
  const tone = one.answer === true ? 'ok' : one.answer === false ? 'bad' : 'warn';
  const word = one.answer === true ? 'ui.yes' : one.answer === false ? 'ui.no' : 'ui.not-set';
  const mine = answerable.includes(one.question);
  const path = readinessPath(one.question, base, state);
  return (
    <Card
      level={3}
      title={`${one.question}. ${t(`cycle.readiness.${one.question}`)}`}
      aside={<Tag tone={tone}>{t(word)}</Tag>}
    >
      <p>
        {readinessNote(t, one)}{' '}
        {one.answer !== null && <small>({t(`cycle.readiness.from.${one.from}`)})</small>}
      </p>
      {!mine && one.answer !== true && (
        <p>
          <a
            href={href(path)}
            aria-label={`${t('cycle.readiness.fix')}: ${t(`cycle.readiness.${one.question}`)}`}
          >
            {t('cycle.readiness.fix')}
          </a>
        </p>
      )}
      {mine && mayAnswer && (
        <Form
          of={answerReadiness}
          row={{ ...(one.from === 'person' && { answer: one.answer ? 'yes' : 'no' }), note: one.words }}
          id={`q${one.question}`}
          action={`${base}/cycle/readiness/${one.question}?year=${state.cycle.year}`}
          fold={{ text: t('cycle.readiness.answer'), open: one.from === 'data' && one.answer === null }}
          submit={t('cycle.readiness.save')}
          submitLook="ghost"
        >
          {(f) => (
            <>
              <RadioGroup {...f('answer')} label={t(`cycle.readiness.${one.question}`)} inline />
              <TextField {...f('note')} />
            </>
          )}
        </Form>
      )}
    </Card>
  );
}

function Opening({ state, mayOpen }: { state: CycleState; mayOpen: boolean }) {
  const { t, fmt } = useI18n();
  const base = useRoom();
  const { cycle, ready } = state;
  if (cycle.sessionsOpenedAt) {
    return (
      <Notice
        tone="success"
        title={t('cycle.readiness.opened', {
          date: fmt.dateTime(cycle.sessionsOpenedAt),
          name: cycle.sessionsOpenedBy ?? '',
        })}
      >
        {cycle.sessionsOpenedReason && t('ui.because', { reason: cycle.sessionsOpenedReason })}
      </Notice>
    );
  }
  if (!mayOpen) return null;
  const complete = ready === 8;
  return (
    <Card title={t('cycle.step.open')} {...(complete && { look: 'next' as const })}>
      <p>
        {complete ? t('cycle.readiness.open.ready') : t('cycle.readiness.open.missing', { count: 8 - ready })}
      </p>
      <Form
        of={openSessionsPhase}
        id="open"
        action={`${base}/cycle/readiness/open?year=${cycle.year}`}
        submit={t('cycle.readiness.open.submit')}
        submitLook={complete ? 'primary' : 'ghost'}
      >
        {(f) => !complete && <TextField {...f('reason')} required />}
      </Form>
    </Card>
  );
}

/** The eight questions, the opening of the sessions, and what has to be bought. */
export function ReadinessPage({ state, mayOrganise }: { state: CycleState; mayOrganise: boolean }) {
  const { t, fmt } = useI18n();
  const materials = materialsFor(state.sessions);
  const perPerson = state.sessions[0]?.stickersPerPerson ?? 5;
  return (
    <Layout title={t('cycle.readiness.title')} variant="staff">
      <PageHeader
        crumbs={useCrumbs(state.cycle.year, t('cycle.readiness.title'))}
        title={t('cycle.readiness.title')}
        lead={t('cycle.readiness.lead')}
        tag={
          <Tag tone={state.ready === 8 ? 'ok' : 'warn'}>
            {t('cycle.home.readiness', { yes: state.ready })}
          </Tag>
        }
      />
      <Opening state={state} mayOpen={mayOrganise} />
      <h2>{t('cycle.home.readiness.all')}</h2>
      <div class="stack">
        {state.readiness.map((one) => (
          <Question key={one.question} state={state} one={one} mayAnswer={mayOrganise} />
        ))}
        {state.sessions.length > 0 && (
          <Card title={t('cycle.materials.title')}>
            <p>{t('cycle.materials.text', { stickers: perPerson })}</p>
            <Facts
              items={(['people', 'stickers', 'pens', 'sheets', 'parallel', 'facilitators'] as const).map(
                (key) => ({
                  value: fmt.number(materials[key]),
                  label: t(`cycle.materials.${key}`),
                }),
              )}
            />
            <p class="hint">{t('cycle.materials.also')}</p>
          </Card>
        )}
      </div>
    </Layout>
  );
}

/** The eight typical mistakes; those that the data show come first. */
export function MistakesPage({ state }: { state: CycleState }) {
  const { t } = useI18n();
  const all = typicalMistakes(state.mistakes);
  const ordered = [...all.filter((one) => one.found), ...all.filter((one) => !one.found)];
  return (
    <Layout title={t('cycle.mistakes.title')} variant="staff">
      <PageHeader
        crumbs={useCrumbs(state.cycle.year, t('cycle.mistakes.title'))}
        title={t('cycle.mistakes.title')}
        lead={t('cycle.mistakes.lead')}
      />
      <div class="stack">
        {ordered.map((one) => (
          <Card
            key={one.number}
            title={t(`cycle.mistake.${one.number}`)}
            aside={one.found ? <Tag tone="warn">{t('ui.status.warn')}</Tag> : undefined}
          >
            {one.found && <p>{t(`cycle.mistake.${one.number}.found`, one.params)}</p>}
            <p>{t(`cycle.mistake.${one.number}.advice`)}</p>
          </Card>
        ))}
      </div>
    </Layout>
  );
}
