"""Who gets what at every address: the promise in words, one line for each address, kind of reader and way of asking.

    opens      the page                            saved      done, and on to the next page
    refused    the role may not; nobody looked     denied     seen, but not to be done here
    absent     nothing here for this reader        never      this address is not asked this way
    unread     it could not be read
    on         sent on to another page             unsafe     the tests' connection may become the owner: not ready

One word stands for every relation; else there is one for each of RELATIONS. What somebody opened alone (the last three:
standing with the citizen, broken glass, on duty) is as `shared` where the line does not say otherwise; a line of four
words says one for all others, and those.
"""

from dataclasses import dataclass

from tests.proof.world import RELATIONS, STREET

STATUS = {
    "opens": 200,
    "saved": 302,
    "on": 302,
    "refused": 403,
    "denied": 403,
    "absent": 404,
    "never": 405,
    "unsafe": 503,
    "unread": 422,
}

#: Said before anybody has looked: test_urls.py holds that nothing was asked of the database about a citizen.
UNSEEN = {"refused", "never"}

WHO = {
    "casework": ("anna", "bo", "niels", "dorthe", "sofie"),
    "clara": ("clara",),
    "shared": ("mette", "rikke"),
    "others": ("frank", "viggo", "adam"),
    "everybody": ("anna", "bo", "clara", "mette", "niels", "dorthe", "sofie", "rikke", "frank", "viggo", "adam"),
}
WHO["adam"] = ("adam",)
WHO["nonadmin"] = tuple(who for who in WHO["everybody"] if who != "adam")
WHO["readers"] = ("clara", "mette")
WHO["nonread"] = tuple(who for who in WHO["nonadmin"] if who not in WHO["readers"])
WHO["plans"] = ("clara", "mette", "adam")
WHO["unplans"] = tuple(who for who in WHO["everybody"] if who not in WHO["plans"])
WHO["viggo"] = ("viggo",)
WHO["mette"], WHO["rikke"] = ("mette",), ("rikke",)
WHO["audited"] = tuple(who for who in WHO["everybody"] if who != "viggo")
WHO["colleagues"] = tuple(who for who in WHO["everybody"] if who != "clara")
WHO["team"] = WHO["casework"] + WHO["clara"]
WHO["partner"] = ("rikke", "frank")
WHO["nopartner"] = tuple(who for who in WHO["everybody"] if who not in WHO["partner"])
WHO["decides"] = ("clara", "niels", "dorthe", "sofie", "rikke")
WHO["undecides"] = ("anna", "bo", "mette", "frank", "viggo", "adam")
WHO["refers"] = tuple(who for who in WHO["everybody"] if who not in ("viggo", "adam"))
WHO["drafts"] = tuple(who for who in WHO["refers"] if who != "mette")
WHO["unrefers"] = ("viggo", "adam")
WHO["rest"] = WHO["shared"] + WHO["others"]

TABLE = """
#                    who      way  own    team   struck closed protec other  shared masked ended  withdr person coming
today                everybody any  opens
offline              everybody GET  opens
offline              everybody POST never
service_worker       everybody GET  opens
service_worker       everybody POST never
manifest             everybody GET  opens
manifest             everybody POST never
more                 everybody GET  opens
more                 everybody POST never

cases:citizens       team     GET  opens
cases:citizens       team     POST never
cases:citizens       shared   GET  opens
cases:citizens       shared   POST never
cases:citizens       others   any  refused
cases:search         team     any  opens
cases:search         shared   any  opens
cases:search         others   any  refused
cases:citizen_new    team     GET  opens
cases:citizen_new    team     POST saved
cases:citizen_new    rest     any  refused
cases:contact_new    team     GET  opens
cases:contact_new    team     POST saved
cases:contact_new    rest     any  refused
cases:contact_place  team     GET  opens
cases:contact_place  team     POST never
cases:contact_place  rest     any  refused
cases:contact_who    team     GET  never
cases:contact_who    team     POST opens
cases:contact_who    rest     any  refused
cases:contact_draft  team     GET  never
cases:contact_draft  team     POST opens
cases:contact_draft  rest     any  refused
cases:draft_drop     team     GET  never
cases:draft_drop     team     POST saved
cases:draft_drop     rest     any  refused
cases:staff_lines    team     GET  opens
cases:staff_lines    team     POST never
cases:staff_lines    rest     any  refused
cases:follow_ups     team     GET  opens
cases:follow_ups     team     POST never
cases:follow_ups     rest     any  refused
cases:notices        team     GET  opens
cases:notices        shared   GET  opens
cases:notices        team     POST never
cases:notices        shared   POST never
cases:notices        others   any  refused
cases:find           team     GET  opens
cases:find           shared   GET  opens
cases:find           team     POST never
cases:find           shared   POST never
cases:find           others   any  refused
cases:find_contact   team     any  opens
cases:find_contact   shared   any  opens
cases:find_contact   others   any  refused
cases:find_glass     team     any  opens
cases:find_glass     shared   any  opens
cases:find_glass     others   any  refused
cases:find_known     team     any  opens
cases:find_known     shared   any  opens
cases:find_known     others   any  refused
cases:find_duty      team     any  denied
cases:find_duty      shared   any  denied
cases:find_duty      others   any  refused
cases:grounds_opened clara    GET  opens
cases:grounds_opened clara    POST never
cases:grounds_opened casework any  refused
cases:grounds_opened rest     any  refused
cases:pack           team     GET  opens
cases:pack           team     POST never
cases:pack           rest     any  refused
cases:intake         team     GET  opens
cases:intake         team     POST unread
cases:intake         rest     any  refused
cases:intakes        clara    GET  opens
cases:intakes        clara    POST never
cases:intakes        casework any  refused
cases:intakes        rest     any  refused
cases:intake_file    clara    GET  never
cases:intake_file    clara    POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:intake_file    casework any  refused
cases:intake_file    rest     any  refused
cases:intake_aside   clara    GET  opens  opens  opens  opens  opens  absent absent absent opens  absent absent absent
cases:intake_aside   clara    POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:intake_aside   casework any  refused
cases:intake_aside   rest     any  refused
cases:struck         clara    GET  opens
cases:struck         clara    POST never
cases:struck         casework any  refused
cases:struck         rest     any  refused

cases:citizen        team     GET  opens  opens  opens  opens  opens  absent opens  opens  absent absent absent absent
cases:citizen        shared   GET  opens  opens  opens  opens  opens  absent opens  opens  absent absent absent absent
cases:citizen        team     POST never
cases:citizen        shared   POST never
cases:citizen        others   any  refused
cases:citizen_reveal team     GET  never
cases:citizen_reveal team     POST opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_reveal rest     any  refused
cases:citizen_print  team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_print  team     POST never
cases:citizen_print  rest     any  refused
cases:citizen_change team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_change team     POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:citizen_change rest     any  refused
cases:citizen_alike  casework GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_alike  clara    GET  opens  opens  opens  opens  opens  absent opens  opens  absent absent absent absent
cases:citizen_alike  team     POST never
cases:citizen_alike  rest     any  refused
cases:citizen_apart  team     GET  never
cases:citizen_apart  casework POST on     on     on     on     on     absent denied denied absent absent absent absent
cases:citizen_apart  clara    POST on     on     on     on     on     absent on     on     absent absent absent absent
cases:citizen_apart  rest     any  refused
cases:citizen_merge  casework any  on     on     on     on     on     absent denied denied absent absent absent absent
cases:citizen_merge  clara    any  on     on     on     on     on     absent on     on     absent absent absent absent
cases:citizen_merge  rest     any  refused
cases:citizen_unmerge casework any  on     on     on     on     on     absent denied denied absent absent absent absent
cases:citizen_unmerge clara    any  on     on     on     on     on     absent on     on     absent absent absent absent
cases:citizen_unmerge rest     any  refused
cases:citizen_about  team     GET  opens  opens  opens  opens  opens  absent opens  opens  absent absent absent absent
cases:citizen_about  shared   GET  opens  opens  opens  opens  opens  absent opens  opens  absent absent absent absent
cases:citizen_about  team     POST never
cases:citizen_about  shared   POST never
cases:citizen_about  others   any  refused
cases:citizen_particulars team GET opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_particulars team POST saved saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:citizen_particulars rest any refused
cases:citizen_background team GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_background team POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:citizen_background rest any  refused
cases:relative_new   team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:relative_new   team     POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:relative_new   rest     any  refused
cases:relative_end   team     GET  never
cases:relative_end   team     POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
cases:relative_end   rest     any  refused
cases:citizen_died   team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_died   team     POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:citizen_died   rest     any  refused
cases:death_withdraw team     any  absent
cases:death_withdraw rest     any  refused
cases:citizen_numbers team    GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:citizen_numbers team    POST never
cases:citizen_numbers rest    any  refused
cases:identifier_new team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:identifier_new team     POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:identifier_new rest     any  refused
cases:identifier_reveal team  GET  never
cases:identifier_reveal team  POST opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:identifier_reveal rest  any  refused
cases:identifier_end team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:identifier_end team     POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:identifier_end rest     any  refused
cases:pending_matches team    GET  opens
cases:pending_matches team    POST never
cases:pending_matches rest    any  refused
cases:pending_take   team     GET  never
cases:pending_take   team     POST saved  saved  saved  saved  saved  absent absent absent denied absent absent absent
cases:pending_take   rest     any  refused
cases:enquiries      clara    GET  opens
cases:enquiries      clara    POST never
cases:enquiries      casework any  refused
cases:enquiries      rest     any  refused
cases:enquiry_answer clara    GET  opens  opens  opens  opens  opens  absent absent absent absent absent absent absent
cases:enquiry_answer clara    POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
cases:enquiry_answer casework any  refused
cases:enquiry_answer rest     any  refused
cases:enquiry_end    clara    GET  opens  opens  opens  opens  opens  absent absent absent absent absent absent absent
cases:enquiry_end    clara    POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
cases:enquiry_end    casework any  refused
cases:enquiry_end    rest     any  refused
cases:risk_story_new team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:risk_story_new team     POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:risk_story_new rest     any  refused
cases:follow_up_new  team     GET  opens  opens  opens  absent opens  absent absent absent absent absent absent absent
cases:follow_up_new  team     POST saved  saved  saved  absent saved  absent absent absent absent absent absent absent
cases:follow_up_new  rest     any  refused
cases:follow_up_done team     GET  never
cases:follow_up_done team     POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
cases:follow_up_done rest     any  refused
cases:bell           team     GET  opens
cases:bell           shared   GET  opens
cases:bell           team     POST never
cases:bell           shared   POST never
cases:bell           others   any  refused
cases:notice_seen    team     GET  never
cases:notice_seen    team     POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:notice_seen    shared   GET  never
cases:notice_seen    shared   POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:notice_seen    others   any  refused
cases:board          team     GET  opens
cases:board          team     POST never
cases:board          rest     any  refused
cases:follow_up_change team   GET  opens  opens  opens  opens  opens  absent absent absent absent absent absent absent
cases:follow_up_change team   POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
cases:follow_up_change rest   any  refused
cases:case_assign    team     GET  opens  opens  opens  denied opens  absent absent absent absent absent absent absent
cases:case_assign    team     POST saved  saved  saved  denied saved  absent absent absent absent absent absent absent
cases:case_assign    rest     any  refused
cases:case_state     team     GET  opens  opens  opens  opens  opens  absent absent absent absent absent absent absent
cases:case_state     team     POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
cases:case_state     rest     any  refused
cases:line_add       team     GET  opens  opens  denied opens  opens  absent absent absent absent absent absent absent
cases:line_add       team     POST saved  saved  denied saved  saved  absent absent absent absent absent absent absent
cases:line_add       rest     any  refused
cases:line_strike    casework GET  opens  denied denied denied denied absent absent absent absent absent absent absent
cases:line_strike    casework POST saved  denied denied denied denied absent absent absent absent absent absent absent
cases:line_strike    clara    GET  opens  opens  denied opens  opens  absent absent absent absent absent absent absent
cases:line_strike    clara    POST saved  saved  denied saved  saved  absent absent absent absent absent absent absent
cases:line_strike    rest     any  refused
cases:visits         team     GET  opens
cases:visits         team     POST saved
cases:visits         rest     any  refused
cases:visit_out      team     GET  never
cases:visit_out      team     POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:visit_out      rest     any  refused
cases:visit_longer   team     GET  never
cases:visit_longer   team     POST denied denied denied denied denied absent absent absent denied absent absent absent
cases:visit_longer   rest     any  refused
cases:lookouts       team     GET  opens
cases:lookouts       shared   GET  opens
cases:lookouts       team     POST never
cases:lookouts       shared   POST never
cases:lookouts       others   any  refused
cases:lookout_seen   team     any  absent
cases:lookout_seen   shared   any  absent
cases:lookout_seen   others   any  refused
cases:lookout_ask    team     GET  denied denied denied denied denied absent absent absent absent absent absent absent
cases:lookout_ask    team     POST denied denied denied denied denied absent absent absent absent absent absent absent
cases:lookout_ask    rest     any  refused
cases:lookout_withdraw team   GET  never
cases:lookout_withdraw team   POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
cases:lookout_withdraw rest   any  refused
cases:call_new       team     GET  opens
cases:call_new       team     POST saved
cases:call_new       rest     any  refused
cases:call_who       team     GET  never
cases:call_who       team     POST opens
cases:call_who       rest     any  refused
cases:call_told      team     GET  opens
cases:call_told      team     POST never
cases:call_told      rest     any  refused
cases:tips           team     GET  opens
cases:tips           team     POST never
cases:tips           rest     any  refused
cases:tip_settle     clara    GET  opens  opens  opens  opens  opens  absent absent absent opens  absent absent absent
cases:tip_settle     clara    POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:tip_settle     casework any  refused
cases:tip_settle     rest     any  refused
cases:seen_here      partner  GET  opens
cases:seen_here      partner  POST saved
cases:seen_here      nopartner any refused
cases:seen_thanks    partner  GET  opens
cases:seen_thanks    partner  POST never
cases:seen_thanks    nopartner any refused
cases:sighting_new   team     GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
cases:sighting_new   team     POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
cases:sighting_new   rest     any  refused
cases:sighting_strike casework GET  opens  denied denied denied denied absent denied denied absent absent absent absent
cases:sighting_strike casework POST saved  denied denied denied denied absent denied denied absent absent absent absent
cases:sighting_strike clara    GET  opens  opens  denied opens  opens  absent denied denied absent absent absent absent
cases:sighting_strike clara    POST saved  saved  denied saved  saved  absent denied denied absent absent absent absent
cases:sighting_strike rest     any  refused
cases:staff_line_strike casework GET  opens denied denied denied denied absent absent absent denied absent absent absent
cases:staff_line_strike casework POST saved denied denied denied denied absent absent absent denied absent absent absent
cases:staff_line_strike clara    GET opens opens  opens  opens  opens  absent absent absent opens  absent absent absent
cases:staff_line_strike clara    POST saved saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:staff_line_strike rest     any  refused
cases:duty_open      team     GET  never
cases:duty_open      shared   GET  never
cases:duty_open      team     POST denied
cases:duty_open      shared   POST denied
cases:duty_open      others   any  refused
cases:ground_close   team     GET  absent opens  opens  opens
cases:ground_close   team     POST absent saved  saved  saved
cases:ground_close   shared   GET  absent opens  opens  opens
cases:ground_close   shared   POST absent saved  saved  saved
cases:ground_close   others   any  refused

# Of referrals the six relations of tests/proof/referred.py; all other citizens stand beside another unit's.
referrals:queue           refers    GET  opens
referrals:queue           refers    POST never
referrals:queue           unrefers  any  refused
referrals:day_panel       refers    GET  opens
referrals:day_panel       refers    POST never
referrals:day_panel       unrefers  any  refused
referrals:units           refers    GET  opens
referrals:units           refers    POST never
referrals:units           unrefers  any  refused
referrals:entrance_change decides   GET  opens
referrals:entrance_change decides   POST saved
referrals:entrance_change undecides any  refused
referrals:of_citizen team   GET  opens  opens  opens  opens  opens  absent opens  opens  absent absent absent absent
referrals:of_citizen team   POST never
referrals:of_citizen shared GET  opens  opens  opens  opens  opens  absent opens  opens  absent absent absent absent
referrals:of_citizen shared POST never
referrals:of_citizen others any  refused
referrals:guarantees team   GET  opens
referrals:guarantees team   POST never
referrals:guarantees rest   any  refused
referrals:guarantee_new team GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
referrals:guarantee_new team POST unread unread unread unread unread absent denied denied absent absent absent absent
referrals:guarantee_new rest any  refused
referrals:guarantee_settle team GET  opens  opens  opens  opens  opens  absent absent absent absent absent absent absent
referrals:guarantee_settle team POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
referrals:guarantee_settle rest any  refused
referrals:payments team   GET  opens
referrals:payments team   POST never
referrals:payments rest   any  refused
referrals:payment_new team GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
referrals:payment_new team POST saved  saved  saved  saved  saved  absent denied denied absent absent absent absent
referrals:payment_new rest any  refused
referrals:payment_settle team GET  opens  opens  opens  opens  opens  absent absent absent absent absent absent absent
referrals:payment_settle team POST saved  saved  saved  saved  saved  absent absent absent absent absent absent absent
referrals:payment_settle rest any  refused
referrals:declines   readers  GET  opens
referrals:declines   readers  POST never
referrals:declines   nonread  any  refused
referrals:declines   adam     any  refused
referrals:declined   readers  GET  opens
referrals:declined   readers  POST never
referrals:declined   nonread  any  refused
referrals:declined   adam     any  refused
referrals:write_down_new  decides   GET  opens
referrals:write_down_new  decides   POST saved
referrals:write_down_new  undecides any  refused
referrals:referral_new    refers    GET  opens
referrals:referral_new    refers    POST saved
referrals:referral_new    unrefers  any  refused
referrals:referral_about  team GET  opens opens opens opens opens absent denied denied absent absent absent absent
referrals:referral_about  team POST saved saved saved saved saved absent denied denied absent absent absent absent
referrals:referral_about  rest any  refused
referrals:draft      drafts   GET  on on on on on absent absent absent opens  absent absent absent
referrals:draft      drafts   POST on on on on on absent absent absent saved  absent absent absent
referrals:draft      mette    any  on on on on on absent absent absent denied absent absent absent
referrals:draft      unrefers any refused
referrals:draft_throw_away drafts GET  on on on on on absent absent absent opens  absent absent absent
referrals:draft_throw_away drafts POST on on on on on absent absent absent saved  absent absent absent
referrals:draft_throw_away mette  any  on on on on on absent absent absent denied absent absent absent
referrals:draft_throw_away unrefers any refused
referrals:referral   refers   GET  opens  opens  opens  opens  opens  absent absent absent opens  absent absent absent
referrals:referral   refers   POST never
referrals:referral   unrefers any  refused
referrals:attachment refers   GET  opens  opens  opens  opens  opens  absent absent absent opens  absent absent absent
referrals:attachment refers   POST never
referrals:attachment unrefers any refused
referrals:referral_say refers GET  opens  opens  opens  opens  opens  absent absent absent denied absent absent absent
referrals:referral_say refers POST saved  saved  saved  saved  saved  absent absent absent denied absent absent absent
referrals:referral_say unrefers any refused
referrals:consent_end refers  GET  denied denied denied opens  denied absent absent absent denied absent absent absent
referrals:consent_end refers  POST denied denied denied saved  denied absent absent absent denied absent absent absent
referrals:consent_end unrefers any refused
referrals:referral_withdraw refers GET  denied opens denied opens opens absent absent absent denied absent absent absent
referrals:referral_withdraw refers POST denied saved denied saved saved absent absent absent denied absent absent absent
referrals:referral_withdraw unrefers any refused
referrals:meeting_new refers  GET  opens  opens  opens  opens  absent absent absent absent opens  absent absent absent
referrals:meeting_new refers  POST saved  saved  saved  saved  absent absent absent absent saved  absent absent absent
referrals:meeting_new unrefers any refused
referrals:meeting_settle refers GET  opens opens opens opens absent absent absent absent opens absent absent absent
referrals:meeting_settle refers POST saved saved saved saved absent absent absent absent saved absent absent absent
referrals:meeting_settle unrefers any refused
referrals:referral_go_on decides GET  opens opens opens denied absent absent absent absent opens absent absent absent
referrals:referral_go_on decides POST saved saved saved denied absent absent absent absent saved absent absent absent
referrals:referral_go_on undecides any refused
referrals:referral_judge decides GET  never
referrals:referral_judge decides POST saved saved on denied absent absent absent absent absent absent absent absent
referrals:referral_judge undecides any refused
referrals:referral_accept decides GET  never
referrals:referral_accept decides POST saved saved on denied absent absent absent absent absent absent absent absent
referrals:referral_accept undecides any refused
referrals:referral_wait decides GET  never
referrals:referral_wait decides POST saved saved on denied absent absent absent absent absent absent absent absent
referrals:referral_wait undecides any refused
referrals:referral_redirect decides GET  never
referrals:referral_redirect decides POST saved saved on denied absent absent absent absent absent absent absent absent
referrals:referral_redirect undecides any refused
referrals:referral_decline decides GET  never
referrals:referral_decline decides POST saved denied on denied absent absent absent absent absent absent absent absent
referrals:referral_decline undecides any refused

people:people        adam     any  opens
people:people        readers  any  opens
people:people        nonread  any  refused
people:invite        adam     GET  opens
people:invite        adam     POST saved
people:invite        nonadmin any  refused
people:place         adam     GET  opens  opens  opens  opens  opens  absent absent absent opens  absent absent absent
people:place         adam     POST never
people:place         nonadmin any  refused
people:place_change  adam     GET  denied opens  opens  opens  opens  absent absent absent opens  absent absent absent
people:place_change  adam     POST denied saved  saved  saved  saved  absent absent absent saved  absent absent absent
people:place_change  nonadmin any  refused
people:place_end     adam     GET  denied opens  opens  opens  opens  absent absent absent opens  absent absent absent
people:place_end     adam     POST denied saved  saved  saved  saved  absent absent absent saved  absent absent absent
people:place_end     nonadmin any  refused
people:start_over    adam     GET  denied opens  opens  opens  opens  absent absent absent opens  absent absent absent
people:start_over    adam     POST denied saved  saved  saved  saved  absent absent absent saved  absent absent absent
people:start_over    nonadmin any  refused
people:shut_out      adam     GET  denied opens  opens  opens  opens  absent absent absent opens  absent absent absent
people:shut_out      adam     POST denied saved  saved  saved  saved  absent absent absent saved  absent absent absent
people:shut_out      nonadmin any  refused

directory:entries      everybody any  opens
directory:entry        everybody GET  opens
directory:entry        everybody POST never
directory:entry_new    adam     GET  opens
directory:entry_new    adam     POST saved
directory:entry_new    nonadmin any  refused
directory:entry_change adam     GET  opens
directory:entry_change adam     POST saved
directory:entry_change nonadmin any  refused

duty:roster          everybody GET  opens
duty:roster          everybody POST never
duty:shift_new       plans    GET  opens  opens  opens  opens  opens  denied denied denied opens  denied denied denied
duty:shift_new       plans    POST saved  saved  saved  saved  saved  denied denied denied saved  denied denied denied
duty:shift_new       unplans  any  refused
duty:shift_change    plans    GET  opens  opens  opens  opens  opens  denied denied denied opens  denied denied denied
duty:shift_change    plans    POST saved  saved  saved  saved  saved  denied denied denied saved  denied denied denied
duty:shift_change    unplans  any  refused
duty:shift_cancel    plans    GET  opens  opens  opens  opens  opens  denied denied denied opens  denied denied denied
duty:shift_cancel    plans    POST saved  saved  saved  saved  saved  denied denied denied saved  denied denied denied
duty:shift_cancel    unplans  any  refused

auditing:looks         viggo    GET  opens
auditing:looks         viggo    POST never
auditing:looks         audited  any  refused
auditing:seals         viggo    GET  opens
auditing:seals         viggo    POST never
auditing:seals         audited  any  refused
auditing:sample        viggo    GET  opens
auditing:sample        viggo    POST never
auditing:sample        audited  any  refused
auditing:sample_review viggo    GET  opens
auditing:sample_review viggo    POST saved
auditing:sample_review audited  any  refused
auditing:citizen_looks clara    GET  opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
auditing:citizen_looks clara    POST opens  opens  opens  opens  opens  absent denied denied absent absent absent absent
auditing:citizen_looks colleagues any  refused
cases:caseloads      team     GET  opens
cases:caseloads      mette    GET  opens
cases:caseloads      team     POST never
cases:caseloads      mette    POST never
cases:caseloads      rikke    any  refused
cases:caseloads      others   any  refused
cases:leave_new      readers  GET  opens
cases:leave_new      readers  POST saved
cases:leave_new      casework any  refused
cases:leave_new      rikke    any  refused
cases:leave_new      others   any  refused
cases:leave_back     team     GET  never
cases:leave_back     mette    GET  never
cases:leave_back     team     POST absent
cases:leave_back     mette    POST absent
cases:leave_back     rikke    any  refused
cases:leave_back     others   any  refused
cases:leave_stop     team     GET  never
cases:leave_stop     mette    GET  never
cases:leave_stop     casework POST denied denied denied denied denied absent absent absent denied absent absent absent
cases:leave_stop     readers  POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:leave_stop     rikke    any  refused
cases:leave_stop     others   any  refused
cases:capacity_change clara   GET  opens  opens  opens  opens  opens  absent absent absent opens  absent absent absent
cases:capacity_change clara   POST saved  saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:capacity_change mette   GET  absent opens  opens  opens  opens  absent absent absent opens  absent absent absent
cases:capacity_change mette   POST absent saved  saved  saved  saved  absent absent absent saved  absent absent absent
cases:capacity_change casework any  refused
cases:capacity_change rikke   any  refused
cases:capacity_change others  any  refused

cases:imports        clara    GET  opens
cases:imports        clara    POST saved
cases:imports        casework any  refused
cases:imports        rest     any  refused
cases:exports        clara    GET  opens
cases:exports        clara    POST saved
cases:exports        casework any  refused
cases:exports        rest     any  refused
cases:import_job     clara    GET  opens absent absent absent absent absent absent absent absent absent absent absent
cases:import_job     clara    POST never
cases:import_job     casework any  refused
cases:import_job     rest     any  refused
cases:import_map     clara    GET  on absent absent absent absent absent absent absent absent absent absent absent
cases:import_map     clara    POST on absent absent absent absent absent absent absent absent absent absent absent
cases:import_map     casework any  refused
cases:import_map     rest     any  refused
cases:import_run     clara    GET  never
cases:import_run     clara    POST saved absent absent absent absent absent absent absent absent absent absent absent
cases:import_run     casework any  refused
cases:import_run     rest     any  refused
cases:import_stop    clara    GET  never
cases:import_stop    clara    POST saved absent absent absent absent absent absent absent absent absent absent absent
cases:import_stop    casework any  refused
cases:import_stop    rest     any  refused
cases:import_bad     clara    GET  opens absent absent absent absent absent absent absent absent absent absent absent
cases:import_bad     clara    POST never
cases:import_bad     casework any  refused
cases:import_bad     rest     any  refused
cases:export_job     clara    GET  opens absent absent absent absent absent absent absent absent absent absent absent
cases:export_job     clara    POST never
cases:export_job     casework any  refused
cases:export_job     rest     any  refused
cases:export_file    clara    GET  opens absent absent absent absent absent absent absent absent absent absent absent
cases:export_file    clara    POST never
cases:export_file    casework any  refused
cases:export_file    rest     any  refused

public_referral                        everybody any  opens
receipt                                everybody any  opens
receipt_answer                         everybody GET  never
receipt_answer                         everybody POST opens
healthz                                everybody any  opens
readyz                                 everybody any  unsafe
account                                everybody any  opens
digest_choose                          everybody GET  never
digest_choose                          everybody POST saved
membership_switch                      everybody GET  never
membership_switch                      everybody POST absent
session_end                            everybody GET  never
session_end                            everybody POST absent
sessions_end_others                    everybody GET  never
sessions_end_others                    everybody POST saved
identity_start                         everybody GET  absent
identity_start                         everybody POST never
identity_answer                        everybody GET  absent
identity_answer                        everybody POST never
identity_bind                          everybody GET  never
identity_bind                          everybody POST absent
identity_unbind                        everybody GET  never
identity_unbind                        everybody POST absent
lock                                   everybody GET  never
lock                                   everybody POST on
locked                                 everybody any  on
lock_leave                             everybody GET  never
lock_leave                             everybody POST on
pin_choose                             everybody GET  opens
pin_choose                             everybody POST saved
share_choose                           everybody GET  never
share_choose                           everybody POST saved
account_login                          everybody any  on
account_logout                         everybody GET  opens
account_logout                         everybody POST on
account_inactive                       everybody GET  opens
account_inactive                       everybody POST never
account_reset_password                 everybody any  opens
account_set_password                   everybody any  opens
account_change_password                everybody any  opens
account_reauthenticate                 everybody any  opens
account_reset_password_from_key_done   everybody GET  opens
account_reset_password_from_key_done   everybody POST never
account_reset_password_from_key        everybody any  opens
mfa_index                              everybody any  on
mfa_authenticate                       everybody any  on
mfa_reauthenticate                     everybody any  opens
mfa_choose                             everybody any  on
mfa_add_webauthn                       everybody any  opens
mfa_login_webauthn                     everybody any  on
mfa_list_webauthn                      everybody any  on
mfa_reauthenticate_webauthn            everybody any  on
mfa_edit_webauthn                      everybody any  absent
mfa_remove_webauthn                    everybody any  absent
mfa_activate_totp                      everybody any  on
mfa_move_totp                          everybody any  opens
mfa_deactivate_totp                    everybody GET  opens
mfa_deactivate_totp                    everybody POST on
mfa_view_recovery_codes                everybody GET  opens
mfa_view_recovery_codes                everybody POST never
mfa_generate_recovery_codes            everybody GET  opens
mfa_generate_recovery_codes            everybody POST on
mfa_download_recovery_codes            everybody GET  opens
mfa_download_recovery_codes            everybody POST never
"""

#: What a stranger, signed in nowhere, gets at the addresses that are for anybody; all others send to sign in.
SIGNED_OUT = {
    "public_referral": "opens",
    "receipt": "opens",
    "receipt_answer": "never",
    "healthz": "opens",
    "offline": "opens",
    "service_worker": "opens",
    "manifest": "opens",
    "readyz": "unsafe",
    "account_login": "opens",
    "account_logout": "on",
    "account_inactive": "opens",
    "account_reset_password": "opens",
    "account_set_password": "opens",
    "account_reset_password_from_key_done": "opens",
    "account_reset_password_from_key": "opens",
    "identity_start": "absent",
    "identity_answer": "absent",
    "mfa_authenticate": "on",
    "mfa_login_webauthn": "on",
}

#: What an empty form of theirs gets, where that is something else.
POSTED_EMPTY = {"public_referral": "unread", "receipt_answer": "unread"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one person gets at one address in one way, for one relation ("" where the address names nobody)."""

    url: str
    who: str
    way: str
    relation: str
    word: str


def cells(with_relations: frozenset[str]) -> list[Cell]:
    """The table, written out. An address of `with_relations` has one cell for each relation, any other has one."""
    found: dict[tuple[str, str, str, str], Cell] = {}
    for row in TABLE.strip().splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        url, group, asked, *words = row.split()
        relations = list(RELATIONS) if url in with_relations else [""]
        if len(words) == 1:
            words *= len(relations)
        elif len(words) == len(RELATIONS) - len(STREET):
            words += [words[relations.index("shared")]] * len(STREET)
        elif len(words) == 1 + len(STREET):
            words = words[:1] * (len(RELATIONS) - len(STREET)) + words[1:]
        assert len(words) == len(relations), row
        for who in WHO[group]:
            for way in ("GET", "POST") if asked == "any" else (asked,):
                for relation, word in zip(relations, words, strict=True):
                    key = (url, who, way, relation)
                    assert key not in found, f"twice: {key}"
                    found[key] = Cell(*key, word)
    return list(found.values())
