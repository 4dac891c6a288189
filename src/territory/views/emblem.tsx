import type { KeptImage } from '../../platform/documents/model.ts';
import { FILE_LIMITS } from '../../platform/files/store.ts';
import { useI18n } from '../../platform/i18n/context.ts';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { FileField } from '../../platform/ui/fields.tsx';
import { Form as UploadForm } from '../../platform/ui/form.tsx';
import { useRoom } from '../../platform/ui/page-context.ts';
import { Card } from '../../platform/ui/surfaces.tsx';

/** The coat of arms as the letterheads carry it; given and taken away in a form of its own. */
export function EmblemCard({ emblem, mayEdit }: { emblem: KeptImage | undefined; mayEdit: boolean }) {
  const { t, fmt } = useI18n();
  const path = `${useRoom('territory')}/settings/emblem`;
  return (
    <Card title={t('territory.emblem.title')}>
      <p>{t(emblem ? 'territory.emblem.lead' : 'territory.emblem.empty')}</p>
      {emblem && (
        <p>
          <img
            src={`data:image/${emblem.format};base64,${emblem.base64}`}
            alt={t('territory.emblem.alt')}
            height="120"
          />
        </p>
      )}
      {mayEdit && (
        <UploadForm
          action={path}
          submit={t(emblem ? 'territory.emblem.replace' : 'territory.emblem.add')}
          multipart
        >
          <FileField
            name="emblem"
            label={t('ui.field.file')}
            hint={t('territory.emblem.file-hint', { max: fmt.fileSize(FILE_LIMITS.image) })}
            accept="image/png,image/jpeg"
            required
          />
        </UploadForm>
      )}
      {mayEdit && emblem && (
        <Confirm id="remove-emblem" action={`${path}/remove`} verb={t('territory.emblem.remove')} danger>
          {t('territory.emblem.remove-what')}
        </Confirm>
      )}
    </Card>
  );
}
