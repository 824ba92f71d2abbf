-- Who signed in to this project may listen to the topic; nobody but the function may write to it.
create policy "members listen to instagram"
  on realtime.messages for select to authenticated
  using ((select realtime.topic()) = 'instagram' and realtime.messages.extension = 'broadcast');
