import {
  AuditSink,
  AuditSource,
  AuditSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';

/** What modules add that hears audit events. */
export class AuditSources implements AuditSourcesExtensionPoint {
  readonly #sources: AuditSource[] = [];

  /** {@inheritdoc @callboard/plugin-callboard-node#AuditSourcesExtensionPoint.addSource} */
  addSource(source: AuditSource): void {
    this.#sources.push(source);
  }

  /** Lets all sources begin. */
  connect(sink: AuditSink): void {
    this.#sources.forEach(source => source.connect(sink));
  }
}
