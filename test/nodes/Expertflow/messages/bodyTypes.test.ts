import { isBodyType } from '../../../../nodes/Expertflow/messages/bodyTypes';

/** The types of bodies in the vendor’s classes. https://github.com/expertflow/object-model */
const KNOWN =
	'ACTION AUDIO BUTTON CAROUSEL COMMENT CONTACT CUSTOM DELETEDNOTIFICATION DELIVERYNOTIFICATION EMAIL FILE IMAGE LOCATION MULTIMEDIA NOTIFICATION PLAIN RECEIPT STICKER TEMPLATE URL VIDEO VOICE WRAPUP';

it.each(KNOWN.split(' '))('%s is a type that the vendor’s classes know', (type) => {
	expect(isBodyType(type)).toBe(true);
});

it.each(['', 'plain', 'Plain', 'PLAIN ', 'TEXT', 'constructor', KNOWN])('%j is none', (type) => {
	expect(isBodyType(type)).toBe(false);
});
