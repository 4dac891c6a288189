import { useI18n } from '../../platform/i18n/context.ts';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Notice, Pairs, Tag } from '../../platform/ui/surfaces.tsx';
import type { Database } from '../data.ts';
import { backupDays, type Facts, type Trouble } from '../rules.ts';

export type InstallationFacts = Facts & {
  readonly waiting: number;
  /** Letters in the folder that nobody sends. */
  readonly lying: number;
  /** What stands before a command in a terminal. */
  readonly before: string;
  readonly database: Database;
  /** The database is the one in the data folder. */
  readonly embedded: boolean;
  readonly version: string;
  readonly node: string;
  readonly dataFolder: string;
};

/** The state of this server for those who keep it: what needs them first, then what it is. */
export function InstallationPage({
  facts,
  troubles,
}: {
  facts: InstallationFacts;
  troubles: readonly Trouble[];
}) {
  const { t, fmt, href } = useI18n();
  const { backup, disk, database } = facts;
  const row = (name: string, value: string, trouble = false) => ({
    label: t(`installation.${name}`),
    value: trouble ? <Tag tone="warn">{value}</Tag> : value,
  });
  // In the first hours nothing is old: it was never done.
  const never = (one: Trouble) =>
    (one === 'backup' && backup?.at === undefined) ||
    (one === 'backup-untried' && backup?.triedAt === undefined);
  const cured = { folder: facts.dataFolder, command: `${facts.before}npx ashar` };
  const has = (...some: readonly Trouble[]) => some.some((one) => troubles.includes(one));
  return (
    <Layout title={t('installation.nav')} variant="staff" noindex>
      <PageHeader title={t('installation.nav')} lead={t('installation.lead')} />
      <div class="stack">
        {troubles.length === 0 && <Notice tone="success">{t('installation.well')}</Notice>}
        {troubles.map((one) => (
          <Notice
            key={one}
            tone="warn"
            title={t(`installation.trouble.${one}${never(one) ? '.never' : ''}`, { days: backupDays })}
          >
            <p>{t(`installation.trouble.${one}.cure`, cured)}</p>
            {one === 'letters' && <a href={href('/admin/letters')}>{t('letters.title')}</a>}
          </Notice>
        ))}
        <Pairs
          items={[
            row('address', facts.origin, has('address')),
            row('mail', t(facts.mail ? 'installation.mail.server' : 'installation.mail.folder'), has('mail')),
            row(
              'letters',
              t('installation.letters.counts', {
                waiting: facts.waiting,
                givenUp: facts.givenUp,
                lying: facts.lying,
              }),
              has('letters'),
            ),
            row(
              'backup',
              backup?.at === undefined
                ? t('installation.never')
                : `${fmt.dateTime(backup.at)} · ${fmt.fileSize(backup.bytes)} · ${backup.file}`,
              has('backup'),
            ),
            row(
              'tried',
              backup?.triedAt === undefined ? t('installation.never') : fmt.dateTime(backup.triedAt),
              has('backup-untried'),
            ),
            row(
              'disk',
              disk === undefined
                ? t('ui.not-set')
                : t('installation.disk.free', {
                    free: fmt.fileSize(disk.free),
                    size: fmt.fileSize(disk.size),
                  }),
              has('disk'),
            ),
            row('folder', facts.dataFolder),
            row(
              'database',
              `PostgreSQL ${database.version} (${t(facts.embedded ? 'installation.database.embedded' : 'installation.database.own')}) · ${fmt.fileSize(database.bytes)}`,
            ),
            row('program', `Ashar ${facts.version} · Node ${facts.node}`),
          ]}
        />
      </div>
    </Layout>
  );
}
