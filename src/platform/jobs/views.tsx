import { StaffPage } from '../ui/staff-page.tsx';
import type { Params } from '../refusals.ts';
import { LinkButton } from '../ui/button.tsx';
import { usePage } from '../ui/page-context.ts';
import { Notice } from '../ui/surfaces.tsx';
import { Progress } from '../ui/task-lists.tsx';

export type JobLine = {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly progress: number;
  readonly total: number;
  readonly result: { readonly path?: string; readonly forward?: boolean; readonly params?: Params } | null;
  readonly errorCode: string | null;
};

/** How far long work is, and where its result lies. */
export function JobPage({ job, title, problem }: { job: JobLine; title: string; problem?: string }) {
  const { t } = usePage();
  const path = job.result?.path;
  return (
    <StaffPage title={title}>
      {job.state === 'done' && <Notice tone="success" title={t('ui.done')} live />}
      {job.state === 'failed' && (
        <Notice tone="bad" title={t('jobs.failed')} live>
          {problem}
        </Notice>
      )}
      {(job.state === 'waiting' || job.state === 'running') && (
        <>
          <p role="status">{t(job.state === 'waiting' ? 'jobs.waiting' : 'jobs.running')}</p>
          {job.total > 0 && <Progress share={job.progress / job.total} label={title} />}
          <p class="hint">{t('jobs.leave')}</p>
        </>
      )}
      {path?.startsWith('/') && (
        <div class="actions">
          <LinkButton href={path}>{t(job.state === 'done' ? 'jobs.result' : 'ui.back')}</LinkButton>
        </div>
      )}
    </StaffPage>
  );
}
