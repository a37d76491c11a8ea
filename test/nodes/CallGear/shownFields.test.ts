import type { INodeParameters } from 'n8n-workflow';

import { packNodes } from '../../../testkit/pack';
import { shownFields } from '../../support/shownFields';

const shown = (node: string, values: INodeParameters) =>
	shownFields(packNodes().get(node)?.description.properties ?? [], values);
const words = (text: string) => text.split(' ');

describe('the editor shows a field only where it says something', () => {
	it.each([
		[
			'fields',
			'messages phone email status visitorSessionId startDateTime additionalFields options.inputTimezone',
		],
		['json', 'chat status options.inputTimezone'],
		[
			'rows',
			'inputColumns chatKey dateTimeColumn sourceColumn messageColumn employeeIdColumn phoneColumn emailColumn columns timesWithoutZone countryCode words status',
		],
	])('of Upload Chats with the source %s', (source, fields) => {
		expect(shown('callGearUploadChats', { source })).toEqual(words(fields));
	});

	it.each([
		['chatwoot', 'all', ''],
		['intercom', 'last', ''],
		['jivo', 'last', ''],
		['telegram', 'all', 'exportPart exportTimezone '],
		['telegram', 'last', 'exportPart pauseHours exportTimezone '],
		['whatsapp', 'all', 'exportPart exportTimezone dayMonthOrder '],
		['whatsapp', 'last', 'exportPart pauseHours exportTimezone dayMonthOrder '],
	])('of Upload Chats with an export of %s, of which %s is wanted', (exportFormat, exportPart, own) => {
		expect(shown('callGearUploadChats', { source: 'export', exportFormat, exportPart })).toEqual(
			words(`exportFormat export agents otherEmployeeId ${own}countryCode phone email`),
		);
	});

	it.each([
		['fields', 'text phone email visitorSessionId formName userFields additionalFields'],
		['json', 'offlineMessage'],
	])('of Upload Offline Messages with the source %s', (source, fields) => {
		expect(shown('callGearUploadOfflineMessages', { source })).toEqual(words(fields));
	});

	it.each([
		['period', 'dateFrom dateTill'],
		['chats', 'chatIds'],
	])('of Get Chat Messages with the scope %s', (scope, fields) => {
		expect(shown('callGearGetChatMessages', { scope })).toEqual(words(fields));
	});
});
