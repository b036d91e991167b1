/** @public */
export const CSV_MEDIA_TYPE = 'text/csv; charset=utf-8';

/** @public */
export const XLSX_MEDIA_TYPE =
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
