-- Where a webhook leads and what it is for may be changed; whose papers it hears stays.
grant update (address, note) on webhook.webhook to backstay_server;
