import { Layout } from '../../platform/ui/layout.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, EmptyState, Tag } from '../../platform/ui/surfaces.tsx';
import type { PublicGroups } from '../rules/public-groups.ts';
import { groupName, topicName } from './groups-page.tsx';

/** The initiative groups of a municipality as residents read them. */
export function PublicGroupsPage({
  groups,
  name,
  root,
}: {
  groups: PublicGroups | undefined;
  name: string;
  root: string;
}) {
  const page = usePage();
  const { t, fmt } = page;
  const title = `${name}: ${t('groups.title')}`;
  return (
    <Layout
      title={title}
      variant="public"
      description={t('groups.public-lead')}
      noindex={groups === undefined}
    >
      <PageHeader
        crumbs={[{ label: name, path: root }, { label: t('groups.title') }]}
        title={title}
        lead={t('groups.public-lead')}
      />
      {groups === undefined && <EmptyState icon="people" title={t('groups.public-none')} />}
      {groups?.groups.map((one) => (
        <Card
          key={one.id}
          title={groupName(page, one)}
          aside={<Tag>{t('groups.people', { people: fmt.number(one.people) })}</Tag>}
        >
          <p>{one.topics.map((topic) => topicName(page, topic)).join('; ') || t('groups.no-topics')}</p>
          {one.women !== null && one.men !== null && (
            <p class="hint">
              {t('decisions.door.by-sex', { women: fmt.number(one.women), men: fmt.number(one.men) })}
            </p>
          )}
          {one.balanceWords !== '' && <p>{one.balanceWords}</p>}
          {one.names.length > 0 && (
            <ul>
              {one.names.map((member) => (
                <li key={member.name}>
                  {member.name}
                  {member.role !== 'member' && <small> · {t(`people.role.${member.role}`)}</small>}
                </li>
              ))}
            </ul>
          )}
          {one.names.length < one.people && <p class="hint">{t('groups.public-unnamed')}</p>}
        </Card>
      ))}
    </Layout>
  );
}
