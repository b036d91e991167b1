export * from './numberEndpoints';
export * from './numbers';
export * from './vocabulary';
export * from './widgetConfig';
