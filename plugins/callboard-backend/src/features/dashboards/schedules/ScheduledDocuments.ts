import { NotFoundError } from '@backstage/errors';
import { ScheduleFormat } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { PassThrough } from 'stream';
import { buffer } from 'stream/consumers';
import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';
import { Viewer } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { PeopleService } from '../../../core/people/PeopleService';
import { DocumentSource, MailedDocument } from '../../mail/MailSource';
import { DashboardReader } from '../DashboardReader';
import { DashboardContent, DashboardNumbers } from '../files/DashboardNumbers';
import { describeFile, writeDashboard } from '../files/writeWidgets';
import { Viewers } from '../Viewers';
import { DashboardDocuments } from '../pdf/DashboardDocuments';
import { ScheduleStore } from './ScheduleStore';

const SCHEDULED_TYPE = 'dashboard.mailed';

/** Declares the notification type, which is only sent by email. */
export const scheduledType: NotificationTypeDeclaration = {
  type: SCHEDULED_TYPE,
  label: 'Scheduled dashboard email',
  description: 'Sent to the recipients of an email schedule of a dashboard.',
  is_mail_only: true,
  channels: { bell: false, email: true, browser: false, digest: false },
};

/** The documents of dashboard emails, rendered for each recipient. */
export class ScheduledDocuments implements DocumentSource {
  readonly type = SCHEDULED_TYPE;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      people: Pick<PeopleService, 'get'>;
      viewers: Viewers;
      reader: DashboardReader;
      store: ScheduleStore;
      numbers: DashboardNumbers;
      documents: DashboardDocuments;
    },
  ) {}

  async findDocument(
    user_ref: string,
    about: string,
  ): Promise<MailedDocument | undefined> {
    const { knex, clock, store, people, viewers } = this.deps;
    const found = await store.findEnabled(knex, parseScheduleId(about));
    if (!found?.schedule.recipient_refs.includes(user_ref)) {
      return undefined;
    }
    const { schedule, workspace_id, created_by } = found;
    const { format, dashboard_id } = schedule;
    const viewer = await viewers.find(workspace_id, user_ref);
    const content = viewer && (await this.findContent(viewer, dashboard_id));
    if (!content) {
      return undefined;
    }
    const { workspace } = viewer;
    const { name } = content.dashboard;
    const { display_name: sender } = await people.get(created_by);
    return {
      title: name,
      about: `${sender} scheduled this dashboard for you. The attached file contains the data that you currently have access to.`,
      reason: `${sender} added you to an email schedule of this dashboard.`,
      target_url: `/dashboards/${dashboard_id}?workspace=${workspace.slug}`,
      workspace_id,
      workspace_name: workspace.name,
      createFile: async signal => ({
        ...describeFile(name, format, { workspace, now: clock.now() }),
        bytes: await this.exportDocument(format, viewer, content, signal),
      }),
    };
  }

  async recordSent(about: string): Promise<void> {
    const { knex, clock, store } = this.deps;
    await store.recordSent(knex, parseScheduleId(about), clock.now());
  }

  private async findContent(
    viewer: Viewer,
    id: string,
  ): Promise<DashboardContent | undefined> {
    try {
      return await this.deps.reader.loadContent(viewer, id);
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  private async exportDocument(
    format: ScheduleFormat,
    viewer: Viewer,
    content: DashboardContent,
    signal: AbortSignal,
  ): Promise<Buffer> {
    const { documents, numbers } = this.deps;
    if (format === 'pdf') {
      return documents.draw(viewer, content, {}, { signal });
    }
    const output = new PassThrough();
    const results = numbers.compute(viewer, content, {}, signal);
    const [bytes] = await Promise.all([
      buffer(output),
      writeDashboard(content, results, output),
    ]);
    return bytes;
  }
}

/** Reads the schedule id from the `about` of an email, as set by `DueSchedules`. */
function parseScheduleId(about: string): string {
  return about.split('/')[0];
}
