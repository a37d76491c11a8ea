import { properties } from '../../../../nodes/CallGear/NotificationTrigger/properties';
import { reception } from '../../../../nodes/CallGear/NotificationTrigger/reception';
import { checkWishes, wants } from '../../../../nodes/CallGear/NotificationTrigger/wants';
import type { VendorEvent } from '../../../../nodes/engine/eventItem';
import { Fields } from '../../../../nodes/engine/fields';
import { failureOf } from '../../../support/failure';

const fieldsOf = (events: string[], notificationNames?: string) =>
	Fields.of({ events, filters: { notificationNames } }, properties);
const notification = (event: string, more: object = {}) => ({ event, more }) as VendorEvent;

describe('a notification is wanted', () => {
	it.each(['call', 'chat', 'offline_message'])('by its event alone: %s', (event) => {
		expect(wants(notification(event), fieldsOf([event]))).toBe(true);
		expect(wants(notification(event), fieldsOf(['other']))).toBe(false);
	});

	it('as another one where the templates have no such event', () => {
		expect(wants(notification('goal'), fieldsOf(['other']))).toBe(true);
		expect(wants(notification('other'), fieldsOf(['other']))).toBe(true);
		expect(wants(notification('goal'), fieldsOf(['call', 'chat', 'offline_message']))).toBe(false);
	});

	it.each<[object, boolean]>([
		[{ notification_name: 'Lost call' }, true],
		[{ notification_mnemonic: 'chat_finished' }, true],
		[{ notification_name: 'Found call', notification_mnemonic: 'found' }, false],
		[{}, false],
	])('by its name, where names are given: %j is %s', (more, wanted) => {
		const named = fieldsOf(['call'], 'Lost call, chat_finished');
		expect(wants(notification('call', more), named)).toBe(wanted);
		expect(wants(notification('chat', more), named)).toBe(false);
		expect(wants(notification('call', more), fieldsOf(['call']))).toBe(true);
	});

	it('by at least one event', () => {
		expect(() => checkWishes(fieldsOf(['call']))).not.toThrow();
		expect(failureOf(() => checkWishes(fieldsOf([])))).toMatchObject({
			field: 'Events',
			message: '"Events" is empty',
			remedy: 'Choose at least one event: nothing starts the flow otherwise.',
		});
	});
});

describe('what comes in', () => {
	const account = { host: 'com', baseUrl: '', userId: '' };

	it.each([{ host: 'ae' }, { host: 'custom', baseUrl: 'https://proxy.example' }, { userId: '20017' }])(
		'is of another account where the credential says %j',
		(changes) => {
			expect(reception.account({ ...account, ...changes })).not.toEqual(reception.account(account));
		},
	);

	it('is of the same account with another key', () => {
		expect(reception.account({ ...account, accessToken: 'new' })).toEqual(reception.account(account));
		expect(reception.credential).toBe('callGearApi');
	});

	it('is from CallGear where the secret in the address is one', () => {
		const check = (addressSecret: string) =>
			reception.check({ fields: Fields.of({ addressSecret }, properties) } as never);
		expect(() => check('kq3-v8Wd_Zt61mLx')).not.toThrow();
		expect(() => check('short')).toThrow('"Secret in the Address"');
	});

	it('is added whole only where that is wanted', () => {
		const withRaw = (includeRawEvent: unknown) =>
			reception.withRaw(Fields.of({ includeRawEvent }, properties));
		expect([withRaw(true), withRaw(false), withRaw(undefined)]).toEqual([true, false, false]);
	});
});
