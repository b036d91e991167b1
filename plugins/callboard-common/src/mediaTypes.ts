/** @public */
export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8';

/** @public */
export const XLSX_MEDIA_TYPE =
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** iCalendar, RFC 5545. @public */
export const CALENDAR_MEDIA_TYPE = 'text/calendar; charset=utf-8';

/** @public */
export const PDF_MEDIA_TYPE = 'application/pdf';

/** @public */
export const ZIP_MEDIA_TYPE = 'application/zip';
