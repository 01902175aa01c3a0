# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of vestibule-cli(1) for fish.

# The command that stands before the cursor.
function __vestibule_cli_command
    set -l wants_value no
    for word in (commandline -opc)[2..]
        if test $wants_value = yes
            set wants_value no
            continue
        end
        switch $word
            case --ca-file --proxy --timeout --allow-host
                set wants_value yes
            case '-*'
            case '*'
                echo $word
                return 0
        end
    end
    return 1
end

function __vestibule_cli_is
    contains -- (__vestibule_cli_command; or echo none) $argv
end

# How many arguments the command has already.
function __vestibule_cli_has_argument
    set -l wants_value no
    set -l n 0
    for word in (commandline -opc)[2..]
        if test $wants_value = yes
            set wants_value no
            continue
        end
        switch $word
            case --ca-file --proxy --timeout --allow-host --format
                set wants_value yes
            case '-*'
            case '*'
                set n (math $n + 1)
        end
    end
    test $n -gt 1
end

# Ids of the stored accounts, with their labels; the keyring opens no prompt for that.
function __vestibule_cli_accounts
    set -l words (commandline -opc)
    set -l source
    contains -- --practice $words; and set source --practice
    contains -- --no-keyring $words; and set -a source --no-keyring
    timeout 2 $words[1] $source --json --quiet list 2>/dev/null </dev/null |
        string replace -rf '^\{"account":"([^"\\\\]*)","label":"([^"\\\\]*)".*' '$1\t$2'
end

# The command of exec, behind "--".
function __vestibule_cli_behind
    set -l words (commandline -opc)
    set -l i (contains -i -- -- $words); or return 1
    set -l behind
    test $i -lt (count $words); and set behind (string escape -- $words[(math $i + 1)..])
    complete -C (string join ' ' -- $behind (commandline -ct))
end

complete -c vestibule-cli -f

complete -c vestibule-cli -n 'not __vestibule_cli_command' -a sign-in -d 'Sign in and print the profile'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -a list -d 'List the stored accounts'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -a check -d 'Ask Domo whether credentials are good'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -a show -d 'Print the profile of a stored account'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -a token -d 'Print the token of a stored account'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -a exec -d 'Run a command with the token in its environment'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -a forget -d 'Remove a stored account'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -a decode -d 'Say what a token says of itself, offline'

complete -c vestibule-cli -l json -d 'Print JSON'
complete -c vestibule-cli -l quiet -d 'Print what was asked for, no more'
complete -c vestibule-cli -l verbose -d 'Print each request to standard error'
complete -c vestibule-cli -l ca-file -r -F -d 'Trust the authorities in a file, too'
complete -c vestibule-cli -l proxy -x -d 'Go through this proxy'
complete -c vestibule-cli -l timeout -x -d 'Wait so many seconds for an answer'
complete -c vestibule-cli -l allow-host -x -a '(__fish_print_hostnames)' -d 'A host that may get the secret'
complete -c vestibule-cli -l practice -d 'Try it out without a real host or keyring'
complete -c vestibule-cli -l no-keyring -d 'Speak to no keyring'
complete -c vestibule-cli -s h -l help -d 'Say what there is'
complete -c vestibule-cli -n 'not __vestibule_cli_command' -l version -d 'Print the version'

complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -s u -l username -x -d 'Sign in with a user name and its password'
complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -l access-token -d 'Sign in with an access token'
complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -l client-id -x -d 'Sign in as an API client'
complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -l scope -x -a 'account audit buzz dashboard data user workflow' -d 'A scope that the client asks for'
complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -l save -d 'Keep the token in the keyring'
complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -l save-secret -d 'Keep the password or client secret, too'
complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -l otp -d 'Read a one-time code from the second line'
complete -c vestibule-cli -n '__vestibule_cli_is sign-in' -l try-again -d 'Send a password although it was refused before'

complete -c vestibule-cli -n '__vestibule_cli_is check' -s a -l all -d 'Check all stored accounts'
complete -c vestibule-cli -n '__vestibule_cli_is check' -s i -l input -r -F -d 'Check credentials given as JSON lines'
complete -c vestibule-cli -n '__vestibule_cli_is check' -s j -l jobs -x -d 'Ask for so many at the same time'

complete -c vestibule-cli -n '__vestibule_cli_is show' -l raw -d 'Print the answer of Domo as it came'

complete -c vestibule-cli -n '__vestibule_cli_is token' -l format -x -a 'raw header json env export curl curl-safe curl-redacted python-domolibrary python-pydomo node powershell java' -d 'The form of the token'
complete -c vestibule-cli -n '__vestibule_cli_is token' -l force -d 'Show it on a terminal, too'

complete -c vestibule-cli -n '__vestibule_cli_is forget' -s y -l yes -d 'Do not ask'

complete -c vestibule-cli -k -n '__vestibule_cli_is check' -a '(__vestibule_cli_accounts)'
complete -c vestibule-cli -k -n '__vestibule_cli_is show token exec forget; and not __vestibule_cli_has_argument' -a '(__vestibule_cli_accounts)'
complete -c vestibule-cli -k -n '__vestibule_cli_is exec' -a '(__vestibule_cli_behind)'
