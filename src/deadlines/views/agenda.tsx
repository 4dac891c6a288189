import { Form } from '../../platform/forms/form.tsx';
import { LinkButton } from '../../platform/ui/button.tsx';
import { SelectField, type Option } from '../../platform/ui/fields.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { StaffPage } from '../../platform/ui/staff-page.tsx';
import { Card, EmptyState, Notice } from '../../platform/ui/surfaces.tsx';
import { nameResponsible } from '../commands/name-responsible.ts';
import type { AgendaItem } from '../data/agenda.ts';
import { agendaParts, partOf } from '../rules/agenda.ts';
import { ClockList } from './clocks.tsx';

type AgendaProps = {
  readonly items: readonly AgendaItem[];
  readonly today: string;
  /** Whose own deadlines come first. */
  readonly accountId: string;
  /** People who may be named responsible; undefined for a reader who names nobody. */
  readonly people: readonly Option[] | undefined;
};

/** What is due for the reader, then for the municipality: late first, then this week, then later. */
export function AgendaPage({ items, today, accountId, people }: AgendaProps) {
  const { t, fmt } = usePage();
  const mine = items.filter((one) => one.responsible?.accountId === accountId);
  const others = items.filter((one) => !mine.includes(one));
  const missing = [...new Set(items.flatMap(({ counted }) => counted.missingYears))].sort();
  return (
    <StaffPage
      title={t('deadlines.title')}
      lead={t('deadlines.lead')}
      actions={
        <LinkButton href={`${useRoom('deadlines')}/rules`} look="ghost" icon="document">
          {t('deadlines.rules.title')}
        </LinkButton>
      }
    >
      {missing.length > 0 && (
        <Notice tone="info">
          {t('deadlines.year-missing', { years: fmt.list(missing.map(String)) })}{' '}
          {t('deadlines.year-missing-who')}
        </Notice>
      )}
      {items.length === 0 && (
        <EmptyState icon="clock" title={t('deadlines.empty')}>
          {t('deadlines.empty-text')}
        </EmptyState>
      )}
      {mine.length > 0 && <Part title={t('deadlines.mine')} items={mine} today={today} people={people} />}
      {others.length > 0 && (
        <Part
          title={t(mine.length > 0 ? 'deadlines.others' : 'deadlines.all')}
          items={others}
          today={today}
          people={people}
        />
      )}
    </StaffPage>
  );
}

function Part({
  title,
  items,
  today,
  people,
}: Pick<AgendaProps, 'items' | 'today' | 'people'> & { title: string }) {
  const { t, href } = usePage();
  return (
    <Card title={title}>
      {agendaParts.map((part) => {
        const inside = items.filter((one) => partOf(one, today) === part);
        if (inside.length === 0) return null;
        const heading = t(`deadlines.part.${part}`);
        return (
          <section key={part}>
            <h3>{heading}</h3>
            <ClockList
              clocks={inside}
              saysYears={false}
              label={`${title}: ${heading}`}
              subject={({ subject }) =>
                subject ? <a href={href(subject.path)}>{subject.name}</a> : t('deadlines.subject-gone')
              }
              below={(clock) => people && clock.id !== null && <Responsible clock={clock} people={people} />}
            />
          </section>
        );
      })}
    </Card>
  );
}

function Responsible({ clock, people }: { clock: AgendaItem; people: readonly Option[] }) {
  const { t } = usePage();
  return (
    <Form
      of={nameResponsible}
      id={`responsible-${clock.id ?? ''}`}
      action={`${useRoom('deadlines')}/clocks/${clock.id ?? ''}/responsible`}
      row={{ responsibleId: clock.responsible?.id ?? null }}
      fold={{
        text: t('deadlines.name-responsible'),
        label: `${t('deadlines.name-responsible')}: ${t(`deadlines.rule.${clock.name}`)}`,
        look: 'plain small',
      }}
      inline
      submit={t('ui.save')}
    >
      {(f) => <SelectField {...f('responsibleId')} options={people} empty={t('ui.not-set')} />}
    </Form>
  );
}
