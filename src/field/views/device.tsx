import { Form } from '../../platform/forms/form.tsx';
import { renameDevice } from '../commands/rename-device.ts';
import { Button } from '../../platform/ui/button.tsx';
import { Confirm } from '../../platform/ui/confirm.tsx';
import { TextField } from '../../platform/ui/fields.tsx';
import { ActionForm } from '../../platform/ui/form.tsx';
import { Layout } from '../../platform/ui/layout.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Notice, Pairs } from '../../platform/ui/surfaces.tsx';
import type { DeviceItem } from '../data/devices.ts';
import { clockText, DeviceTags } from './office.tsx';

export interface DeviceProps {
  now: Date;
  device: DeviceItem;
}

/** One device: whose it is, when it last spoke, and what can be done when a PIN is forgotten or the phone is lost. */
export function DevicePage({ now, device }: DeviceProps) {
  const page = usePage();
  const { t, fmt } = page;
  const base = useRoom('field');
  const at = `${base}/devices/${device.id}`;
  return (
    <Layout title={device.label} variant="staff">
      <PageHeader
        crumbs={[{ label: t('ui.phones'), path: base }, { label: device.label }]}
        title={device.label}
        tag={<DeviceTags device={device} />}
      />
      <Card>
        <Pairs
          items={[
            { label: t('field.office.column.owner'), value: device.ownerName },
            { label: t('field.office.column.created'), value: fmt.dateTime(device.createdAt) },
            {
              label: t('field.office.column.seen'),
              value: device.lastSeenAt ? fmt.ago(device.lastSeenAt, now) : '–',
            },
            { label: t('field.office.column.app'), value: device.app || '–' },
            {
              label: t('field.office.column.clock'),
              value:
                device.clockOff === null
                  ? '–'
                  : (clockText(page, device.clockOff) ?? t('field.office.clock.right')),
            },
            ...(device.revokedAt
              ? [
                  {
                    label: t('field.office.column.ended'),
                    value: `${fmt.dateTime(device.revokedAt)}, ${device.revokedBy ?? ''}`,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      {device.revokedAt ? (
        <Notice tone="info" title={t('field.device.ended')}>
          {t('field.device.ended-text')}
        </Notice>
      ) : (
        <>
          <Card>
            <Form
              of={renameDevice}
              row={device}
              id="name"
              action={`${at}/name`}
              submit={t('ui.save')}
              submitLook="ghost"
            >
              {(f) => <TextField {...f('label')} width="medium" />}
            </Form>
          </Card>
          <Card title={t('field.device.forgotten')}>
            <p>{t('field.device.forgotten-text')}</p>
            <ActionForm action={`${at}/recover`}>
              <Button look="ghost" icon="lock">
                {t('field.office.recover')}
              </Button>
            </ActionForm>
          </Card>
          <Card title={t('field.device.lost')}>
            <Confirm
              id="revoke"
              action={`${at}/revoke`}
              verb={t('field.device.revoke')}
              typeName={device.label}
              danger
            >
              <p>{t('field.device.revoke-text', { name: device.ownerName })}</p>
              <p>{t('field.device.revoke-unsent')}</p>
            </Confirm>
          </Card>
        </>
      )}
    </Layout>
  );
}
