export * from './workItemConditions';
export * from './workItemResourceRef';
export * from './workItemRules';
