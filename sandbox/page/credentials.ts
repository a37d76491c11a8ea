import { credentialsOf, dialogOf } from '../credentials';
import type { RunningVendor } from '../vendor';
import { escape, folded } from './html';

/** What to fill into n8n's dialogs, each value under the label that it has there and with a button that copies it. */
export function credentialsPart(vendor: RunningVendor): string {
	return credentialsOf(vendor.name)
		.map((credential, index) => {
			const saved = credential.byHand
				? ''
				: '<p class="note"><code>npm start</code> has saved it in n8n as “${escape(credential.name)}”.</p>';
			const rows = dialogOf(credential, vendor).map(({ label, value }) => valueRow(label, value));
			const title = `${credential.type.displayName}${credential.way ? ` (${credential.way})` : ''}`;
			return folded(`credential-${vendor.name}-${index}`, title, `${saved}<dl>${rows.join('')}</dl>`);
		})
		.join('');
}

function valueRow(label: string, value: string): string {
	return `<div class="value"><dt>${escape(label)}</dt><dd><code>${escape(value)}</code>
<button type="button" data-copy="${escape(value)}" aria-label="Copy ${escape(label)}">Copy</button></dd></div>`;
}
