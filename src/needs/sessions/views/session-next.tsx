import { LinkButton } from '../../../platform/ui/button.tsx';
import { usePage } from '../../../platform/ui/page-context.ts';
import type { SessionItem } from '../data/sessions.ts';
import { needsPath, sessionPath, useGroupName, useVillageName } from './session-frame.tsx';

/** Where to go when this session is written: its minutes, the next one to write, else all of them. */
export function AfterSession({ session, next }: { session: SessionItem; next: SessionItem | undefined }) {
  const { t } = usePage();
  const village = useVillageName();
  const group = useGroupName();
  return (
    <>
      <LinkButton look="ghost" icon="document" href={sessionPath(session, '/documents/minutes.html')}>
        {t('needs.paper.minutes')}
      </LinkButton>
      {next ? (
        <LinkButton look="ghost" icon="arrow" href={sessionPath(next)}>
          {t('needs.session.next-one', { name: `${village(next.village)}, ${group(next)}` })}
        </LinkButton>
      ) : (
        <LinkButton
          look="ghost"
          icon="arrow"
          href={needsPath(session.municipalityId, `?cycle=${session.cycleId}`)}
        >
          {t('needs.schedule.title')}
        </LinkButton>
      )}
    </>
  );
}
