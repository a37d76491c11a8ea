/** The types of bodies that the vendor's classes know; of another one CCM makes a body without a meaning. https://github.com/expertflow/object-model */
export const BODY_TYPES = [
	'ACTION',
	'AUDIO',
	'BUTTON',
	'CAROUSEL',
	'COMMENT',
	'CONTACT',
	'CUSTOM',
	'DELETEDNOTIFICATION',
	'DELIVERYNOTIFICATION',
	'EMAIL',
	'FILE',
	'IMAGE',
	'LOCATION',
	'MULTIMEDIA',
	'NOTIFICATION',
	'PLAIN',
	'RECEIPT',
	'STICKER',
	'TEMPLATE',
	'URL',
	'VIDEO',
	'VOICE',
	'WRAPUP',
] as const;

const KNOWN = new Set<string>(BODY_TYPES);

/** Whether the vendor's classes know a type, which is written in capitals. */
export const isBodyType = (type: string) => KNOWN.has(type);
