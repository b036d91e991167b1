import { durationToMilliseconds } from '@backstage/types';
import { Core } from '../../../core/Core';
import { DashboardReader } from '../DashboardReader';
import { BoardDocuments } from '../pdf/BoardDocuments';
import { PdfRenderer } from '../pdf/PdfRenderer';
import { bindDocuments } from '../pdf/routes';
import { WidgetData } from '../WidgetData';
import { BoardNumbers } from './BoardNumbers';
import { bindFiles } from './routes';
import { WidgetExporter } from './WidgetExporter';

/** Adds the exports of dashboards and their services. */
export function addFiles(
  { platform, router, clock, logger, config }: Core,
  { reader, data }: { reader: DashboardReader; data: WidgetData },
): {
  numbers: BoardNumbers;
  exporter: WidgetExporter;
  documents: BoardDocuments;
} {
  const timeoutMs = durationToMilliseconds(config.reads.timeout);
  const numbers = new BoardNumbers({ reader, data, logger, timeoutMs });
  const exporter = new WidgetExporter(numbers);
  const renderer = new PdfRenderer();
  platform.lifecycle.addShutdownHook(() => renderer.close());
  const documents = new BoardDocuments({ clock, logger, numbers, renderer });
  bindFiles(router, { clock, reader, data, numbers, exporter });
  bindDocuments(router, { clock, numbers, documents });
  return { numbers, exporter, documents };
}
