export * from './NotificationRule';
export * from './NotificationTypeDeclaration';
export * from './notificationRulesExtensionPoint';
