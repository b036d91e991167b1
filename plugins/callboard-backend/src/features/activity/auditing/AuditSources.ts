import {
  AuditSink,
  AuditSource,
  AuditSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';

/** The audit sources that modules register. */
export class AuditSources implements AuditSourcesExtensionPoint {
  readonly #sources: AuditSource[] = [];

  /** {@inheritdoc @callboard/plugin-callboard-node#AuditSourcesExtensionPoint.addSource} */
  addSource(source: AuditSource): void {
    this.#sources.push(source);
  }

  /** Connects all sources to the sink. */
  connect(sink: AuditSink): void {
    this.#sources.forEach(source => source.connect(sink));
  }
}
