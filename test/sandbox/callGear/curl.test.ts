import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Sandbox } from '../../../sandbox';
import { accountTime, type CallGear, heldChats, startCallGear } from '../support/callGear';

let sandbox: Sandbox;
let callGear: CallGear;

beforeAll(async () => {
	({ sandbox, callGear } = await startCallGear());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

/**
 * The "JSON request structure" of https://callgear.github.io/data_api/communication/upload_chats/ is a template of types; every member
 * is filled with a value here.
 */
it("the vendor page's template, filled with values, uploads a chat with curl", async () => {
	const request = {
		jsonrpc: '2.0',
		id: 9001,
		method: 'upload.chats',
		params: {
			access_token: callGear.keys.accessToken,
			user_id: 20017,
			chats: [
				{
					start_date_time: accountTime(callGear, { hours: 2 }),
					name: 'Zoë Ångström',
					phone: '971500000001',
					email: 'zoe@example.org',
					status: 'succeed',
					initiator: 'visitor',
					visitor_session_id: 770001,
					campaign_id: 501,
					site_id: 3101,
					messages: [
						{ date_time: accountTime(callGear, { hours: 1 }), source: 'visitor', message: 'Is Friday free?' },
						{
							date_time: accountTime(callGear, { minutes: 59 }),
							source: 'operator',
							employee_id: 9012,
							message: 'Yes, 11:00.',
						},
					],
				},
			],
		},
	};
	const { stdout } = await promisify(execFile)('curl', [
		...['--silent', '--noproxy', '*', '-X', 'POST', `${callGear.url}/v2.0`],
		...['-H', 'Content-Type: application/json; charset=UTF-8', '-d', JSON.stringify(request)],
	]);
	expect(JSON.parse(stdout)).toMatchObject({
		jsonrpc: '2.0',
		id: 9001,
		result: { data: [{ id: 880001 }], metadata: expect.any(Object) as object },
	});
	expect(heldChats(callGear)).toMatchObject([request.params.chats[0]]);
});
